import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Caller, Ended } from './caller.ts';

type Event = { id: string; name: string; data: Record<string, unknown>; ts: number };
type Fn = {
  id: string;
  triggers: { event?: string; expression?: string }[];
  cancel?: { event: string; if?: string }[];
  steps: { step: { runtime: { url: string }; retries?: { attempts?: number } } };
};
type Pending = {
  id: string;
  kind: 'planned' | 'sleep' | 'wait';
  until: number;
  event: string;
  condition: string;
};
type Run = {
  id: string;
  functionId: string;
  event: Event;
  /** Hashed step id → what a call request carries for it. */
  steps: Record<string, unknown>;
  stack: string[];
  parallel: boolean;
  attempts: Record<string, number>;
  pending: Pending[];
  ended?: Ended;
};
type Op = {
  id: string;
  op: string;
  name?: string;
  data?: unknown;
  error?: { message?: string };
  opts?: Record<string, string>;
};

const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, Math.max(0, ms)).unref();
  });

const ordered = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const durationMs = (text = ''): number =>
  [...text.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, n, unit = '']) => sum + Number(n) * (units[unit] ?? 0),
    0,
  );

/** `a.b == c.d` or `a.b == 'text'`: all that the SDK writes for `match` and failure handlers. */
const meets = (condition: string | undefined, event: unknown, async: unknown): boolean => {
  if (!condition) return true;
  const [, left = '', right = ''] = /^(\S+) == (\S+)$/.exec(condition) ?? [];
  const read = (text: string): unknown => {
    if (text.startsWith("'")) return text.slice(1, -1);
    const [root, ...keys] = text.split('.');
    return keys.reduce<unknown>((value, key) => Object(value)[key], root === 'async' ? async : event);
  };
  return read(left) === read(right);
};

/**
 * A second server for the protocol, written from docs/SDK_SPEC.md and sharing no line with the executor. Its state is
 * one JSON text after each answer, which is all that is left after a crash.
 */
export class SpecDriver implements Caller {
  readonly name = 'a driver written from the specification';
  readonly #secret: string;
  readonly #server: Server;
  #functions: Fn[] = [];
  #runs: Run[] = [];
  #disk = '[]';
  #life = 0;

  constructor({ signingKey }: { signingKey: string }) {
    this.#secret = signingKey.replace(/^signkey-\w+-/, '');
    this.#server = createServer((incoming, outgoing) => void this.#answer(incoming, outgoing));
  }

  async listen(port: number): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(port, '127.0.0.1', done));
    return this;
  }

  async register(appUrl: string): Promise<string[]> {
    const response = await this.#request(appUrl, 'PUT', {});
    if (response.status !== 200) throw new Error(`the app answers ${response.status}`);
    return this.#functions.map(({ id }) => id);
  }

  async send(event: { id: string; name: string; data: Record<string, unknown> }): Promise<void> {
    void this.#receive({ ...event, ts: Date.now() });
  }

  async result(eventId: string): Promise<Ended | undefined> {
    return this.#of(eventId)?.ended;
  }

  async isWaiting(eventId: string): Promise<boolean> {
    return this.#of(eventId)?.pending.some(({ kind }) => kind === 'wait') ?? false;
  }

  async crash(): Promise<void> {
    this.#life += 1;
    this.#runs = JSON.parse(this.#disk);
    for (const run of this.#runs.filter(({ ended }) => !ended))
      if (run.pending.length === 0) void this.#call(run, 'step');
      else for (const pending of run.pending) void this.#pursue(run, pending);
  }

  async stop(): Promise<void> {
    this.#life += 1;
    this.#server.closeAllConnections();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  #of(eventId: string): Run | undefined {
    return this.#runs.find(({ event }) => event.id === eventId);
  }

  #save(): void {
    this.#disk = JSON.stringify(this.#runs);
  }

  /** The server's side: registration by the SDK, and events that steps send. */
  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    outgoing.setHeader('content-type', 'application/json');
    if (incoming.url?.startsWith('/fn/register')) {
      this.#functions = body.functions;
      outgoing.end(JSON.stringify({ ok: true, status: 200, modified: true }));
      return;
    }
    const events: Event[] = [body].flat().map((event) => ({ ...event, id: event.id ?? crypto.randomUUID() }));
    outgoing.end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }));
    for (const event of events) void this.#receive(event);
  }

  #request(url: string, method: string, payload: unknown): Promise<Response> {
    const body = JSON.stringify(payload, ordered);
    const t = Math.floor(Date.now() / 1000);
    const s = createHmac('sha256', this.#secret).update(`${body}${t}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-inngest-signature': `t=${t}&s=${s}` };
    return fetch(url, { method, body, headers });
  }

  /** One call, and what follows from its answer. */
  async #call(run: Run, stepId: string): Promise<void> {
    const life = this.#life;
    const fn = this.#functions.find(({ id }) => id === run.functionId);
    if (!fn) throw new Error(`no function ${run.functionId}`);
    const attempt = run.attempts[stepId] ?? 0;
    const max = (fn.steps.step.retries?.attempts ?? 3) + 1;
    const url = new URL(fn.steps.step.runtime.url);
    url.searchParams.set('stepId', stepId);
    const stack = { stack: run.stack, current: run.stack.length };
    const flags = { disable_immediate_execution: run.parallel, use_api: false };
    const response = await this.#request(url.href, 'POST', {
      event: run.event,
      events: [run.event],
      steps: run.steps,
      ctx: { run_id: run.id, attempt, max_attempts: max, ...flags, stack },
    });
    const answer: unknown = await response.json();
    if (life !== this.#life || run.ended) return;
    const final = response.headers.get('x-inngest-no-retry') === 'true' || attempt + 1 >= max;
    if (response.status === 200) run.ended = { status: 'completed', output: answer };
    else if (response.status === 206) return this.#take(run, stepId, [answer].flat().map(Object), response);
    else if (final) return this.#fail(run, Object(answer));
    else return this.#again(run, stepId, response);
    this.#save();
  }

  async #take(run: Run, stepId: string, ops: Op[], response: Response): Promise<void> {
    if (ops.length > 1) run.parallel = true;
    const progress = ops.map((op) => this.#report(run, op)).includes(true);
    if (ops.some(({ op }) => op === 'StepError')) return this.#again(run, stepId, response);
    run.attempts[stepId] = 0;
    this.#save();
    if (progress) return this.#call(run, 'step');
    const fresh = run.pending.filter((one) => ops.some(({ id }) => id === one.id));
    await Promise.all(fresh.map((one) => this.#pursue(run, one)));
  }

  async #again(run: Run, stepId: string, response: Response): Promise<void> {
    const life = this.#life;
    run.attempts[stepId] = (run.attempts[stepId] ?? 0) + 1;
    this.#save();
    const after = response.headers.get('retry-after');
    const isSeconds = after !== null && !Number.isNaN(Number(after));
    await pause(after === null ? 20 : isSeconds ? Number(after) * 1000 : Date.parse(after) - Date.now());
    if (life === this.#life && !run.ended) await this.#call(run, stepId);
  }

  #fail(run: Run, error: { message?: string }): void {
    run.ended = { status: 'failed', message: error.message };
    this.#save();
    const data = { function_id: run.functionId, run_id: run.id, error, event: run.event };
    void this.#receive({ id: `failed-${run.id}`, name: 'inngest/function.failed', data, ts: Date.now() });
  }

  #finish(run: Run, id: string, memo: unknown): void {
    run.pending = run.pending.filter((one) => one.id !== id);
    if (id in run.steps) return;
    run.steps[id] = memo;
    run.stack.push(id);
  }

  /** Notes what an operation says; true if a step has ended by it. */
  #report(run: Run, { id, op, name = '', opts, data, error }: Op): boolean {
    if (op === 'StepRun') this.#finish(run, id, { data });
    else if (op === 'StepFailed') this.#finish(run, id, { error });
    if (op === 'StepRun' || op === 'StepFailed') return true;
    if (id in run.steps || run.pending.some((one) => one.id === id)) return false;
    const none = { id, until: 0, event: '', condition: '' };
    const now = Date.now();
    if (op === 'StepPlanned') run.pending.push({ ...none, kind: 'planned' });
    if (op === 'Sleep') run.pending.push({ ...none, kind: 'sleep', until: now + durationMs(name) });
    if (op === 'WaitForEvent') {
      const until = now + durationMs(opts?.timeout);
      run.pending.push({ id, kind: 'wait', until, event: name, condition: opts?.if ?? '' });
    }
    return false;
  }

  async #pursue(run: Run, pending: Pending): Promise<void> {
    const life = this.#life;
    if (pending.kind === 'planned') return this.#call(run, pending.id);
    await pause(pending.until - Date.now());
    if (life !== this.#life || run.ended || pending.id in run.steps) return;
    this.#finish(run, pending.id, null);
    this.#save();
    return this.#call(run, 'step');
  }

  async #receive(event: Event): Promise<void> {
    const work: Promise<void>[] = [];
    for (const run of this.#runs.filter(({ ended }) => !ended)) {
      const fn = this.#functions.find(({ id }) => id === run.functionId);
      if (fn?.cancel?.some((one) => one.event === event.name && meets(one.if, run.event, event)))
        run.ended = { status: 'cancelled' };
      const wait = run.pending.find(
        (one) => one.kind === 'wait' && one.event === event.name && meets(one.condition, run.event, event),
      );
      if (!wait || run.ended) continue;
      this.#finish(run, wait.id, event);
      work.push(this.#call(run, 'step'));
    }
    for (const { id, triggers } of this.#functions) {
      const hit = triggers.some((one) => one.event === event.name && meets(one.expression, event, event));
      if (!hit || this.#runs.some((run) => run.functionId === id && run.event.id === event.id)) continue;
      const start = { steps: {}, stack: [], parallel: false, attempts: {}, pending: [] };
      const run: Run = { id: crypto.randomUUID(), functionId: id, event, ...start };
      this.#runs.push(run);
      work.push(this.#call(run, 'step'));
    }
    this.#save();
    await Promise.all(work);
  }
}
