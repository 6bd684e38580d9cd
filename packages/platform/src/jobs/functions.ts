import { type GetStepTools, Inngest, NonRetriableError, RetryAfterError } from 'inngest';
import type { AnyEvent, Envelope, EnvelopeOf } from '../events/events.ts';
import type { AppName } from '../kernel/actor.ts';
import { DomainError, statusOf } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { traced } from '../kernel/trace.ts';
import { fromWire, toWire } from './jobs.ts';

/** What a value is after its trip through JSON: dates are texts, functions and undefined are gone. */
export type Stored<T> = T extends { toJSON(): infer J }
  ? Stored<J>
  : T extends string | number | boolean | null
    ? T
    : T extends undefined
      ? null
      : T extends readonly (infer Item)[]
        ? Stored<Item>[]
        : T extends object
          ? { [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: Stored<T[K]> }
          : never;

/** A delay such as `30s`, `2h`, `1d12h`; one second at least. */
export type Delay = `${number}${'s' | 'm' | 'h' | 'd' | 'w'}${string}`;

/** The tools of a job. Each `id` names the step within its run: never change one that runs may still carry. */
export type Step = {
  /** Does one side effect and remembers its result (≤ 256 kB), which later calls get without doing it again. */
  run<T>(id: string, effect: () => Promise<T> | T): Promise<Stored<T>>;
  sleep(id: string, delay: Delay): Promise<void>;
  sleepUntil(id: string, at: Date | string): Promise<void>;
  /** The first such event from now on, null once `timeout` has passed. `match` is a path that both events must share, such as `data.meta.subject`. */
  waitForEvent<D extends AnyEvent>(
    id: string,
    wait: { event: D; timeout: Delay; match?: string },
  ): Promise<EnvelopeOf<D> | null>;
  /** Sends events from outside a transaction. Prefer `publish` in the transaction of a service. */
  sendEvent(id: string, ...events: Envelope[]): Promise<void>;
};

export type JobContext<Event> = { event: Event; step: Step; runId: string; attempt: number };

type Concurrency = { limit: number; key?: string };

export type JobOptions = {
  /** Within the app; part of the run's identity. */
  id: string;
  /** Tries after the first, for each step and for the function body. Default 3. */
  retries?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 15 | 20;
  /** How many steps of this function run at once; with `key` (a path of the event, `event.data.meta.actor`) per value. */
  concurrency?: Concurrency | [Concurrency, Concurrency];
  /** An event that ends the run if it shares the value at `match` (default `data.meta.subject`). */
  cancelOn?: { event: AnyEvent; match?: string }[];
};

export type Failure<Event> = { event: Event; error: Error; step: Step; runId: string };

export type Job = {
  options: JobOptions;
  triggers: ({ event: string } | { cron: string })[];
  run: (raw: RawContext) => Promise<unknown>;
  fail: ((raw: RawContext, original: RawEvent) => Promise<unknown>) | null;
};

type RawEvent = { id?: string | undefined; name: string; data: Record<string, unknown> };
type RawStep = GetStepTools<Inngest.Any>;
type RawContext = { event: RawEvent; step: RawStep; runId: string; attempt: number; error?: Error };

/**
 * A function that runs once for each event, step by step, across crashes and restarts. The event's data is checked
 * against its schema first; an event that does not fit is not tried again.
 */
export const defineJob = <const D extends AnyEvent>(
  options: JobOptions & {
    on: D | readonly D[];
    /** Runs once, after the last try has failed. */
    onFailure?: (failure: Failure<EnvelopeOf<D>>) => Promise<unknown>;
  },
  handler: (context: JobContext<EnvelopeOf<D>>) => Promise<unknown>,
): Job => {
  const { on, onFailure, ...rest } = options;
  const definitions: readonly D[] = isList(on) ? on : [on];
  return {
    options: rest,
    triggers: definitions.map(({ name }) => ({ event: name })),
    run: ({ event, step, runId, attempt }) =>
      mapped(() => {
        const envelope = read(definitions, event);
        return traced(envelope, () => handler({ event: envelope, step: wrap(step), runId, attempt }));
      }),
    fail: onFailure
      ? ({ step, runId, error }, original) =>
          mapped(() =>
            onFailure({
              event: read(definitions, original),
              error: error ?? new Error('unknown'),
              step: wrap(step),
              runId,
            }),
          )
      : null,
  };
};

/** A function that runs by the clock: five cron fields in UTC, or `TZ=Europe/Zurich 0 6 * * *`. */
export const defineCron = (
  options: JobOptions & { cron: string },
  handler: (context: Omit<JobContext<never>, 'event'>) => Promise<unknown>,
): Job => {
  const { cron, ...rest } = options;
  return {
    options: rest,
    triggers: [{ cron }],
    run: ({ step, runId, attempt }) => mapped(() => handler({ step: wrap(step), runId, attempt })),
    fail: null,
  };
};

const isList = <D>(value: D | readonly D[]): value is readonly D[] => Array.isArray(value);

const read = <D extends AnyEvent>(definitions: readonly D[], raw: RawEvent): EnvelopeOf<D> => {
  const definition = definitions.find(({ name }) => name === raw.name);
  if (!definition) throw new NonRetriableError(`${raw.name} is not an event of this job`);
  return parse(definition, raw);
};

/** Safe: the data has just passed the definition's schema, and the rest of the envelope was checked by `fromWire`. */
const parse = <D extends AnyEvent>(definition: D, raw: RawEvent): EnvelopeOf<D> => {
  const envelope = fromWire(raw);
  const data = definition.schema.safeParse(envelope.data);
  if (!data.success)
    throw new NonRetriableError(`${raw.name} does not fit its schema: ${data.error.message}`);
  return { ...envelope, data: data.data } as EnvelopeOf<D>;
};

/** What trying again cannot help ends the run; a service that says when to come back is obeyed. */
const mapped = async <T>(work: () => Promise<T> | T): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = statusOf[error.code];
    const after = Number(new Headers(error.extras.headers).get('retry-after') ?? '');
    if (Number.isFinite(after) && after > 0)
      throw new RetryAfterError(error.message, after * 1000, { cause: error });
    const final = status < 500 && status !== 409 && status !== 429;
    if (final) throw new NonRetriableError(error.message, { cause: error });
    throw error;
  }
};

/** Safe: the SDK hands back what JSON kept of the effect's result, which is what `Stored` says. */
const stored = <T>(value: unknown): Stored<T> => value as Stored<T>;

const wrap = (step: RawStep): Step => ({
  run: async (id, effect) => stored(await step.run(id, () => mapped(effect))),
  sleep: (id, delay) => step.sleep(id, delay),
  sleepUntil: (id, at) => step.sleepUntil(id, at),
  waitForEvent: async (id, { event, timeout, match }) => {
    const found = await step.waitForEvent(id, {
      event: event.name,
      timeout,
      ...(match === undefined ? {} : { match }),
    });
    return found ? parse(event, found) : null;
  },
  sendEvent: async (id, ...events) => {
    await step.sendEvent(id, events.map(toWire));
  },
});

export type AppInngest = { client: Inngest.Any; jobs: Job[]; hosted: boolean };

export type AppJobsEnv = {
  driver: 'embedded' | 'inngest';
  eventKey: string;
  signingKey: string;
  /** Undefined means Inngest Cloud. */
  baseUrl: string | undefined;
};

/**
 * The Inngest app that all jobs of one of our apps belong to. Always in cloud mode, so that a call without a fresh
 * signature is refused, whoever the caller is.
 */
export const createAppInngest = (options: {
  app: AppName;
  env: AppJobsEnv;
  jobs: Job[];
  log: Pick<Log, 'debug' | 'info' | 'warn' | 'error'>;
}): AppInngest => {
  const { app, env, jobs, log } = options;
  const client = new Inngest({
    id: app,
    isDev: false,
    eventKey: env.eventKey,
    signingKey: env.signingKey,
    ...(env.baseUrl === undefined ? {} : { baseUrl: env.baseUrl }),
    checkpointing: false,
    aiMetadata: false,
    logger: log,
  });
  return { client, jobs, hosted: env.driver === 'inngest' };
};

/** The SDK's own functions, as `serve` takes them. */
export const toFunctions = ({ client, jobs }: AppInngest) =>
  jobs.map(({ options, triggers, run, fail }) =>
    client.createFunction(
      {
        id: options.id,
        triggers,
        ...(options.retries === undefined ? {} : { retries: options.retries }),
        ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
        ...(options.cancelOn === undefined
          ? {}
          : {
              cancelOn: options.cancelOn.map(({ event, match }) => ({
                event: event.name,
                match: match ?? 'data.meta.subject',
              })),
            }),
        ...(fail === null
          ? {}
          : { onFailure: (context: RawContext) => fail(context, originalOf(context.event)) }),
      },
      (context: RawContext) => run(context),
    ),
  );

/** The event whose run failed, out of `inngest/function.failed`. */
const originalOf = (failed: RawEvent): RawEvent => {
  const { event } = failed.data;
  if (!isEvent(event)) throw new NonRetriableError('this failure carries no event');
  return event;
};

const isEvent = (value: unknown): value is RawEvent =>
  typeof value === 'object' && value !== null && 'name' in value && 'data' in value;
