import { EventEmitter, once as onceEvent } from 'node:events';
import { createDb, createSql, type Db } from '@portfolio/db/client';
import { sql } from 'drizzle-orm';
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import { z } from 'zod';
import { createRelay } from '../../events/relay.ts';
import type { Log } from '../../kernel/log.ts';
import { embeddedJobs } from '../drivers/embedded.ts';
import { acceptEvents } from './accept.ts';
import { createApps } from './apps.ts';
import { tick } from './clock.ts';
import type { ExecutorConfig } from './config.ts';
import { createHttp } from './http.ts';
import { becomeLeader } from './leader.ts';
import { releaseDeadLocks } from './queue.ts';
import { revive } from './revive.ts';
import { createSlots } from './slots.ts';
import { sweep } from './sweep.ts';
import { parkedChannel } from './waiting.ts';
import { createWorker, type Worker } from './worker.ts';

const clockEveryMs = 5_000;
const lookEveryMs = 2_000;
const resumeEveryMs = 10_000;
const reviveEveryMs = 300_000;
const sweepEveryMs = 3_600_000;

const callShape = z.object({
  runId: z.string(),
  stepId: z.string(),
  round: z.number(),
  group: z.string().optional(),
});

const groupShape = z.object({ key: z.string(), limit: z.number() });

export type Executor = {
  port: number;
  /** Finishes or gives back what is under way, within some 6 s. */
  stop: () => Promise<void>;
  /** Settles when the leader's lock was lost: the process should end and be started anew. */
  lost: Promise<void>;
};

const openPools = (config: ExecutorConfig) => {
  const { db, close } = createDb(config.databaseUrl, { max: 8, name: 'executor' });
  // One connection each for LISTEN and the leader's lock.
  const listener = createSql(config.databaseUrl, { max: 2, name: 'executor-listen' });
  return {
    db,
    listener,
    close: async () => {
      await listener.end({ timeout: 2 });
      await close();
    },
  };
};

type Queue = { stop: () => Promise<void>; pool: string };

const startQueue = async (config: ExecutorConfig, worker: Worker, log: Log): Promise<Queue> => {
  const events: WorkerEvents = new EventEmitter();
  let pool = '';
  events.on('pool:create', ({ workerPool }) => {
    pool = workerPool.id;
  });
  const runner: Runner = await run({
    events,
    connectionString: config.databaseUrl,
    concurrency: config.concurrency,
    maxPoolSize: 6,
    noHandleSignals: true,
    pollInterval: 1_000,
    parsedCronItems: [],
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ queue: message }, 'queue');
    }),
    taskList: {
      call: (payload: unknown) => worker.call(callShape.parse(payload)),
      wake: (payload: unknown) => worker.wake(callShape.parse(payload)),
    },
  });
  if (pool === '') throw new Error('the queue did not say which locks are its own');
  return { stop: () => runner.stop(), pool };
};

const every = (ms: number, log: Log, work: () => Promise<void>): (() => void) => {
  const guarded = (): void =>
    void work().catch((error: unknown) => log.error({ err: error }, 'a timer failed'));
  guarded();
  const timer = setInterval(guarded, ms);
  return () => clearInterval(timer);
};

/** Everything that only the leader does. Returns how to end it. */
const lead = async (
  config: ExecutorConfig,
  pools: ReturnType<typeof openPools>,
  log: Log,
  stopping: AbortController,
) => {
  const { db, listener } = pools;
  const worker = createWorker({
    db,
    config,
    slots: createSlots(),
    log,
    signal: stopping.signal,
    onUnreachable: (app) => apps.askSoon(app),
  });
  const apps = createApps({ db, config, log, onAnswer: worker.reopen });
  const queue = await startQueue(config, worker, log);
  const told = await listener.listen(parkedChannel, (payload) => {
    worker.arrive(groupShape.parse(JSON.parse(payload))).catch((error: unknown) => {
      log.error({ err: error }, 'a waiting call could not be let in; trying again');
    });
  });
  // An event that comes before its function is known would start nothing, so the relay waits for the apps.
  const relay = apps.known.then(() => createRelay({ db, jobs: embeddedJobs(db), log }).start(listener));
  relay.catch((error: unknown) => log.error({ err: error }, 'the relay did not start'));
  const timers = [
    // Again and again: a query of the dead executor may still have been on its way when this one began.
    every(lookEveryMs, log, () => releaseDeadLocks(db, queue.pool)),
    every(lookEveryMs, log, worker.look),
    every(resumeEveryMs, log, worker.resume),
    every(clockEveryMs, log, () => tick(db, new Date())),
    every(sweepEveryMs, log, () => sweep(db, new Date())),
    every(reviveEveryMs, log, async () => {
      const revived = await revive(db, new Date());
      if (revived > 0) log.error({ runs: revived }, 'runs that nothing would have asked for go on');
    }),
  ];
  return {
    apps,
    stop: async () => {
      for (const stop of timers) stop();
      apps.stop();
      await told.unlisten().catch(() => {});
      const hard = setTimeout(() => stopping.abort(), 4_000);
      await (await Promise.race([relay, Promise.resolve(null)]))?.stop();
      await queue
        .stop()
        .catch((error: unknown) => log.warn({ err: error }, 'the queue did not stop cleanly'));
      clearTimeout(hard);
    },
  };
};

type Lead = Awaited<ReturnType<typeof lead>>;

const notReady = async (db: Db, current: Lead | null): Promise<string[]> => {
  try {
    await db.execute(sql`select 1`);
  } catch {
    return ['database'];
  }
  return current === null ? ['leadership'] : current.apps.missing();
};

/**
 * Starts the executor: the relay, the queue, the schedules and the event endpoint. A second one on the same database
 * answers its endpoints and waits for the first to end.
 */
export const startExecutor = async (config: ExecutorConfig, log: Log): Promise<Executor> => {
  const pools = openPools(config);
  const stopping = new AbortController();
  const waiting = new AbortController();
  let current: Lead | null = null;
  const http = createHttp({
    eventKey: config.eventKey,
    signingKey: config.signingKey,
    accept: (events) => pools.db.transaction((tx) => acceptEvents(tx, events)),
    notReady: () => notReady(pools.db, current),
    resync: (app) => current?.apps.resync(app),
    log,
  });
  http.listen(config.port, config.host);
  await onceEvent(http, 'listening');
  const leading = becomeLeader(pools.listener, waiting.signal).then(async (leadership) => {
    if (leadership) current = await lead(config, pools, log, stopping);
    return leadership;
  });
  const lost = leading.then(
    (leadership) => leadership?.lost ?? new Promise<void>(() => {}),
    (error: unknown) => log.error({ err: error }, 'the executor could not start'),
  );
  const address = http.address();
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    lost,
    stop: async () => {
      waiting.abort();
      http.close();
      http.closeIdleConnections();
      const leadership = await leading.catch(() => null);
      await current?.stop();
      await leadership?.release();
      await pools.close();
      http.closeAllConnections();
    },
  };
};
