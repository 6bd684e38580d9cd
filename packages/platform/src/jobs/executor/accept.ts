import type { Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { jobEvents, runs, waits } from '@portfolio/db/schema/jobs';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { crashPoint } from '../../kernel/crash.ts';
import type { WireEvent } from '../jobs.ts';
import { parseExpression } from './expression.ts';
import { limitGroups } from './groups.ts';
import { enqueue, priorities, type QueueItem } from './queue.ts';
import { type Registered, registeredFunctions } from './registry.ts';
import { endRun, finishStep, isActive, lockRun } from './state.ts';
import { putAside, tellOfWaiting } from './waiting.ts';

/**
 * Takes events in: runs of the functions that they trigger, steps that waited for them, runs that they cancel, all in
 * the caller's transaction. An event id that was taken before changes nothing.
 */
export const acceptEvents = async (tx: Tx, events: readonly WireEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  const fresh = await tx
    .insert(jobEvents)
    .values(unique.map((event) => ({ id: event.id, name: event.name, payload: event })))
    .onConflictDoNothing()
    .returning({ id: jobEvents.id });
  const ids = new Set(fresh.map(({ id }) => id));
  const taken = unique.filter(({ id }) => ids.has(id));
  if (taken.length === 0) return;
  const registered = await registeredFunctions(tx);
  await resumeWaits(tx, taken);
  for (const event of taken) await cancelRuns(tx, registered, event);
  await startRuns(tx, registered, taken);
  crashPoint('executor.before-accept-commit');
};

const startRuns = async (
  tx: Tx,
  registered: readonly Registered[],
  events: readonly WireEvent[],
): Promise<void> => {
  const rows = events.flatMap((event) =>
    registered
      .filter((fn) =>
        fn.events.some(({ name, when }) => name === event.name && (when === null || when({ event }))),
      )
      .map((fn) => newRun(fn, event)),
  );
  await insertRuns(tx, rows);
};

const newRun = (fn: Registered, event: WireEvent) => ({
  run: {
    id: newId(),
    functionId: fn.id,
    appId: fn.appId,
    eventId: event.id,
    eventName: event.name,
  },
  group: limitGroups(fn.id, fn.config, event).at(-1),
});

const firstCall = (runId: string) => ({ runId, stepId: 'step', round: 0 });

/**
 * A run of a function with limits is put aside at once, to be let in when there is room: in the queue it would cost a
 * round only to find its group full.
 */
const insertRuns = async (tx: Tx, fresh: ReturnType<typeof newRun>[]): Promise<void> => {
  if (fresh.length === 0) return;
  const rows = fresh.map(({ run }) => run);
  const made = await tx.insert(runs).values(rows).onConflictDoNothing().returning({ id: runs.id });
  const ids = new Set(made.map(({ id }) => id));
  const begun = fresh.filter(({ run }) => ids.has(run.id));
  const waiting = begun.flatMap(({ run, group }) => (group ? [{ group, call: firstCall(run.id) }] : []));
  await putAside(tx, waiting);
  await tellOfWaiting(tx, waiting);
  await enqueue(
    tx,
    begun
      .filter(({ group }) => !group)
      .map(({ run }) => ({ kind: 'call', call: firstCall(run.id), priority: priorities.fresh })),
  );
};

/** Starts one run of one function, such as a schedule's. Nothing happens if that event id has started it before. */
export const startRun = async (tx: Tx, fn: Registered, event: WireEvent): Promise<void> => {
  await tx.insert(jobEvents).values({ id: event.id, name: event.name, payload: event }).onConflictDoNothing();
  await insertRuns(tx, [newRun(fn, event)]);
};

const resumeWaits = async (tx: Tx, events: readonly WireEvent[]): Promise<void> => {
  const names = [...new Set(events.map(({ name }) => name))];
  const found = await tx
    .select({ wait: waits, origin: jobEvents.payload })
    .from(waits)
    .innerJoin(runs, eq(runs.id, waits.runId))
    .innerJoin(jobEvents, eq(jobEvents.id, runs.eventId))
    .where(inArray(waits.eventName, names))
    .orderBy(asc(waits.runId));
  const items: QueueItem[] = [];
  for (const { wait, origin } of found) {
    const match = events.find(
      (event) =>
        event.name === wait.eventName &&
        (wait.condition === null || parseExpression(wait.condition)({ event: origin, async: event })),
    );
    if (!match) continue;
    const run = await lockRun(tx, wait.runId);
    const done = await finishStep(tx, wait.runId, wait.stepId, 'waiting', { data: match });
    if (!run || !done) continue;
    await tx.delete(waits).where(and(eq(waits.runId, wait.runId), eq(waits.stepId, wait.stepId)));
    items.push({ kind: 'call', call: { runId: run.id, stepId: 'step', round: run.round } });
  }
  await enqueue(tx, items);
};

const cancelRuns = async (tx: Tx, registered: readonly Registered[], event: WireEvent): Promise<void> => {
  for (const fn of registered) {
    const cancels = fn.cancels.filter(({ event: name }) => name === event.name);
    if (cancels.length === 0) continue;
    const active = await tx
      .select({ id: runs.id, origin: jobEvents.payload })
      .from(runs)
      .innerJoin(jobEvents, eq(jobEvents.id, runs.eventId))
      .where(and(eq(runs.functionId, fn.id), inArray(runs.status, ['queued', 'running'])))
      .orderBy(asc(runs.id));
    for (const { id, origin } of active) {
      if (!cancels.some(({ when }) => when === null || when({ event: origin, async: event }))) continue;
      const run = await lockRun(tx, id);
      if (run && isActive(run)) await endRun(tx, id, { status: 'cancelled' });
    }
  }
};
