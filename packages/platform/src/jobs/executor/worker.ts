import type { Db } from '@portfolio/db/client';
import { functions, jobEvents, runs, steps } from '@portfolio/db/schema/jobs';
import { eq } from 'drizzle-orm';
import { crashPoint } from '../../kernel/crash.ts';
import type { Log } from '../../kernel/log.ts';
import type { WireEvent } from '../jobs.ts';
import { applyAnswer, wakeStep } from './apply.ts';
import { callApp, callBody } from './call.ts';
import { attemptsMax, type ExecutorConfig, type FunctionConfig, functionConfig } from './config.ts';
import { limitGroups } from './groups.ts';
import type { Call } from './queue.ts';
import type { Group, Slots } from './slots.ts';
import { isActive, isWireEvent, type Run } from './state.ts';
import { createWaitingRoom } from './waiting.ts';

type Loaded = { run: Run; event: WireEvent; config: FunctionConfig };

export type WorkerDeps = {
  db: Db;
  config: ExecutorConfig;
  slots: Slots;
  log: Log;
  signal: AbortSignal;
  /** An app did not take a call; its calls wait until `reopen`. */
  onUnreachable: (app: string) => void;
};

const isOver = (run: Run, { stepId, round }: Call): boolean =>
  !isActive(run) || (stepId === 'step' && !run.parallel && run.round !== round);

/** What is done with each thing that comes out of the queue. */
export const createWorker = ({ db, config, slots, log, signal, onUnreachable }: WorkerDeps) => {
  const room = createWaitingRoom(db, slots);

  const load = async (runId: string): Promise<Loaded | null> => {
    const [row] = await db
      .select({ run: runs, event: jobEvents.payload, config: functions.config })
      .from(runs)
      .innerJoin(jobEvents, eq(jobEvents.id, runs.eventId))
      .innerJoin(functions, eq(functions.id, runs.functionId))
      .where(eq(runs.id, runId));
    if (!row || !isWireEvent(row.event)) return null;
    return { run: row.run, event: row.event, config: functionConfig.parse(row.config) };
  };

  /** The calls of an app that this executor was not told of wait until one is that was. */
  const isConfigured = (appId: string): boolean => config.apps.some(({ id }) => id === appId);

  const groupsOf = ({ run, event, config: fn }: Loaded): Group[] => [
    { key: `app:${run.appId}`, limit: config.concurrencyPerApp },
    ...limitGroups(run.functionId, fn, event),
  ];

  const perform = async (loaded: Loaded, call: Call): Promise<void> => {
    const { run, config: fn } = loaded;
    const done = await db.select().from(steps).where(eq(steps.runId, run.id));
    const asked = done.find(({ id }) => id === call.stepId);
    if (call.stepId !== 'step' && asked?.status !== 'planned') return;
    const app = config.apps.find(({ id }) => id === run.appId);
    if (!app) throw new Error(`a call of ${run.appId}, which is not configured, was let in`);
    const attempts = attemptsMax(fn);
    const attempt = asked?.attempt ?? run.attempt;
    crashPoint('executor.before-call');
    const answer = await callApp({
      url: app.url,
      functionId: run.functionId,
      stepId: call.stepId,
      body: callBody(run, loaded.event, done, attempt, attempts),
      signingKey: config.signingKey,
      timeoutMs: config.callTimeoutMs,
      signal,
    });
    crashPoint('executor.after-call');
    if (answer.kind === 'unreachable') {
      log.warn({ app: run.appId, reason: answer.reason }, 'app not reachable, its calls wait');
      if (!signal.aborted) {
        slots.close(`app:${run.appId}`);
        onUnreachable(run.appId);
      }
      await room.park(`app:${run.appId}`, call);
      return;
    }
    const context = {
      call: { ...call, round: run.round },
      config: fn,
      retryBaseMs: config.retryBaseMs,
      now: new Date(),
    };
    await db.transaction(async (tx) => {
      await applyAnswer(tx, context, answer);
      crashPoint('executor.before-commit');
    });
    crashPoint('executor.after-commit');
  };

  return {
    call: async ({ group, ...call }: Call): Promise<void> => {
      if (group !== undefined) room.entered(group, call);
      const loaded = await load(call.runId);
      // The run has ended, or this call was answered and its queue entry outlived its worker.
      if (!loaded || isOver(loaded.run, call)) return room.fill(group);
      const groups = groupsOf(loaded);
      room.know(groups);
      if (!isConfigured(loaded.run.appId)) slots.close(`app:${loaded.run.appId}`);
      const place = slots.take(groups);
      if ('full' in place) return room.park(place.full, call);
      try {
        await perform(loaded, call);
      } finally {
        place.release();
        for (const { key } of groups) await room.fill(key);
      }
    },
    wake: (call: Call): Promise<void> => db.transaction((tx) => wakeStep(tx, call)),
    arrive: room.arrive,
    resume: room.resume,
    look: room.look,
    /** An app answers again: let its calls through. */
    reopen: async (app: string): Promise<void> => {
      const key = `app:${app}`;
      slots.open(key);
      room.know([{ key, limit: config.concurrencyPerApp }]);
      await room.fill(key);
    },
  };
};

export type Worker = ReturnType<typeof createWorker>;
