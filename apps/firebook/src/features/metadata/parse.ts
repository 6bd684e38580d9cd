import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PageInput, PageMetadata, PageText, PdfDocument, TagInput, TagSuggestion } from './page.ts';
import type { ResultOf, WorkerAnswer, WorkerTask } from './tasks.ts';

export type ParseErrorKind = 'timeout' | 'memory' | 'unreadable';

/** A page that could not be read. The message is fit for a person. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly kind: ParseErrorKind;

  constructor(kind: ParseErrorKind, message: string, details: { cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
  }
}

export type PageParserConfig = {
  /** The folder of the app; default found from the working directory (the app's own, or the repository's). */
  appFolder?: string;
  /** Default 1. */
  threads?: number;
  /** Limit on one task, from its start. Default 10,000. */
  timeoutMs?: number;
  /** Heap of one thread. Default 160. */
  memoryMb?: number;
  /** After this long without a task a thread ends, to give its memory back. Default 20,000. */
  idleMs?: number;
};

type Job = { task: WorkerTask; resolve: (result: unknown) => void; reject: (error: ParseError) => void };
type Thread = { worker: Worker; job: Job | undefined; timer: NodeJS.Timeout | undefined };

const WORKER = 'src/features/metadata/workers/parse.worker.ts';

/** Reads pages off the main thread, with a deadline and a memory limit: a page that breaks a thread breaks no other. */
export class PageParser {
  readonly #config: PageParserConfig;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Job[] = [];

  constructor(config: PageParserConfig = {}) {
    this.#config = config;
  }

  /** What a page says about itself. @throws ParseError */
  metadata(page: PageInput): Promise<PageMetadata> {
    return this.#run<'metadata'>({ kind: 'metadata', page });
  }

  /** The main text of a page. @throws ParseError */
  text(page: PageInput): Promise<PageText> {
    return this.#run<'text'>({ kind: 'text', page });
  }

  /** Title, author, text and first page of a PDF. @throws ParseError */
  pdf(body: Uint8Array, options: { wantsPicture: boolean }): Promise<PdfDocument> {
    return this.#run<'pdf'>({ kind: 'pdf', body, wantsPicture: options.wantsPicture });
  }

  /** At most five tags, made here and now. @throws ParseError */
  tags(input: TagInput): Promise<TagSuggestion[]> {
    return this.#run<'tags'>({ kind: 'tags', input });
  }

  async close(): Promise<void> {
    const threads = [...this.#threads];
    this.#threads.clear();
    for (const job of this.#waiting.splice(0))
      job.reject(new ParseError('unreadable', 'The reader was closed.'));
    await Promise.all(
      threads.map((thread) => this.#end(thread, new ParseError('unreadable', 'The reader was closed.'))),
    );
  }

  async #run<K extends WorkerTask['kind']>(task: Extract<WorkerTask, { kind: K }>): Promise<ResultOf[K]> {
    const result = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#advance();
    });
    return fromOwnWorker<K>(result);
  }

  #advance() {
    if (this.#waiting.length === 0) return;
    const idle = [...this.#threads].find(({ job }) => job === undefined) ?? this.#grow();
    const job = idle ? this.#waiting.shift() : undefined;
    if (!idle || !job) return;
    idle.job = job;
    clearTimeout(idle.timer);
    idle.worker.ref();
    idle.timer = setTimeout(() => {
      void this.#end(idle, new ParseError('timeout', 'Reading the page took too long.'));
    }, this.#config.timeoutMs ?? 10_000);
    idle.worker.postMessage({ id: 0, task: job.task });
    this.#advance();
  }

  #grow(): Thread | undefined {
    if (this.#threads.size >= (this.#config.threads ?? 1)) return undefined;
    const memoryMb = this.#config.memoryMb ?? 160;
    const worker = new Worker(workerFile(this.#config.appFolder), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
      execArgv: [],
      env: {},
    });
    const thread: Thread = { worker, job: undefined, timer: undefined };
    worker.on('message', (answer: WorkerAnswer) => this.#finish(thread, answer));
    worker.on('error', (cause) => {
      const isMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const why = isMemory ? 'The page needs too much memory to be read.' : 'The page could not be read.';
      void this.#end(thread, new ParseError(isMemory ? 'memory' : 'unreadable', why, { cause }));
    });
    worker.on(
      'exit',
      () => void this.#end(thread, new ParseError('unreadable', 'The page could not be read.')),
    );
    this.#threads.add(thread);
    return thread;
  }

  #finish(thread: Thread, answer: WorkerAnswer) {
    const { job } = thread;
    thread.job = undefined;
    clearTimeout(thread.timer);
    thread.worker.unref();
    thread.timer = setTimeout(() => void this.#end(thread), this.#config.idleMs ?? 20_000);
    thread.timer.unref();
    const cause = answer.error;
    if (cause === undefined) job?.resolve(answer.result);
    else job?.reject(new ParseError('unreadable', 'The page could not be read.', { cause }));
    this.#advance();
  }

  async #end(thread: Thread, error?: ParseError) {
    const { job } = thread;
    thread.job = undefined;
    clearTimeout(thread.timer);
    this.#threads.delete(thread);
    if (error) job?.reject(error);
    await thread.worker.terminate();
    this.#advance();
  }
}

/**
 * Where the worker's source lies. By path at run time, not by `new URL(…, import.meta.url)`: the bundler of a
 * production build would take that for an asset, and Node runs the source as it is.
 */
export function workerFile(appFolder?: string): string {
  const folders = appFolder ? [appFolder] : [process.cwd(), join(process.cwd(), 'apps', 'firebook')];
  const found = folders.map((folder) => join(folder, WORKER)).find((path) => existsSync(path));
  if (!found) throw new Error(`${WORKER} is not under ${folders.join(' or ')}.`);
  return found;
}

/** Safe because the worker is our own file and answers each kind of task with its result: tasks.ts names both. */
function fromOwnWorker<K extends WorkerTask['kind']>(result: unknown): ResultOf[K] {
  return result as ResultOf[K];
}
