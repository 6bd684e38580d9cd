import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

export type CdpEvent = { method: string; params: unknown; sessionId?: string | undefined };
type Listener = (event: CdpEvent) => void;
type Pending = { resolve: (result: unknown) => void; reject: (error: Error) => void; method: string };

const message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  sessionId: z.string().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** The browser went away, by itself or because it was told to. */
export class BrowserGone extends Error {
  override readonly name = 'BrowserGone';
}

/**
 * The Chrome DevTools Protocol over a pipe: JSON messages that end with a NUL. A pipe, not a port, so that no
 * other process can drive the browser and it ends when ours does.
 * Source: https://chromedevtools.github.io/devtools-protocol/
 */
export class Cdp {
  readonly #out: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<Listener>();
  #chunks: Buffer[] = [];
  #lastId = 0;
  #gone = false;

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    out.on('error', () => this.#end());
    input.on('error', () => this.#end());
    input.on('close', () => this.#end());
    input.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** Sends a command to the browser, or to a page when a session is named, and reads its answer. */
  async send<T extends z.ZodType>(
    method: string,
    params: object,
    answer: T,
    sessionId?: string,
  ): Promise<z.infer<T>> {
    return answer.parse(await this.#ask(method, params, sessionId));
  }

  /** The same for commands whose answer does not matter. */
  async run(method: string, params: object = {}, sessionId?: string): Promise<void> {
    await this.#ask(method, params, sessionId);
  }

  /** Calls back for every event until the given function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #ask(method: string, params: object, sessionId?: string): Promise<unknown> {
    if (this.#gone) return Promise.reject(new BrowserGone('The browser is not running.'));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, method });
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  #read(chunk: Buffer) {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      this.#chunks.push(chunk.subarray(from, end));
      const text = Buffer.concat(this.#chunks).toString('utf8');
      this.#chunks = [];
      from = end + 1;
      this.#dispatch(text);
    }
    if (from < chunk.byteLength) this.#chunks.push(chunk.subarray(from));
  }

  #dispatch(text: string) {
    const { id, method, params, sessionId, result, error } = message.parse(JSON.parse(text));
    if (id === undefined) {
      for (const listener of this.#listeners) listener({ method: method ?? '', params, sessionId });
      return;
    }
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new Error(`${pending.method}: ${error.message}`));
    else pending?.resolve(result);
  }

  #end() {
    if (this.#gone) return;
    this.#gone = true;
    for (const { reject } of this.#pending.values()) reject(new BrowserGone('The browser ended.'));
    this.#pending.clear();
    for (const listener of this.#listeners) listener({ method: 'gone', params: {} });
  }
}
