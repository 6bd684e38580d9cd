import type { Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { deadLetters } from '@portfolio/db/schema/events';
import {
  type JobError,
  jobEvents,
  type RunStatus,
  runs,
  type StepStatus,
  steps,
  waits,
} from '@portfolio/db/schema/jobs';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { WireEvent } from '../jobs.ts';

export type Run = typeof runs.$inferSelect;
export type StepRow = typeof steps.$inferSelect;

export const isActive = ({ status }: { status: RunStatus }): boolean =>
  status === 'queued' || status === 'running';

/** The run, locked until the transaction ends; every change to a run or its steps begins here. */
export const lockRun = async (tx: Tx, runId: string): Promise<Run | undefined> => {
  const [run] = await tx.select().from(runs).where(eq(runs.id, runId)).for('update');
  return run;
};

/** Ends a step that is in `from`, giving it the next place in the order of ended steps. False if it is not there. */
export const finishStep = async (
  tx: Tx,
  runId: string,
  stepId: string,
  from: StepStatus,
  result: { data: unknown } | { error: JobError },
): Promise<boolean> => {
  const ended = 'error' in result;
  const changed = await tx
    .update(steps)
    .set({
      status: ended ? 'failed' : 'completed',
      ...(ended ? { error: result.error } : { data: json(result.data), error: null }),
      position: sql`(select ${runs.stepsDone} from ${runs} where ${runs.id} = ${runId})`,
      endedAt: new Date(),
    })
    .where(and(eq(steps.runId, runId), eq(steps.id, stepId), eq(steps.status, from)))
    .returning({ id: steps.id });
  if (changed.length === 0) return false;
  await tx
    .update(runs)
    .set({ stepsDone: sql`${runs.stepsDone} + 1` })
    .where(eq(runs.id, runId));
  return true;
};

/** JSON's null, which drizzle would otherwise write as SQL's. */
export const json = (value: unknown) => sql`${JSON.stringify(value ?? null)}::jsonb`;

/** Ends a run, and what was left of its steps with it. */
export const endRun = async (
  tx: Tx,
  runId: string,
  end:
    | { status: 'cancelled' }
    | { status: 'completed'; output: unknown }
    | { status: 'failed'; error: JobError },
): Promise<void> => {
  await tx
    .update(runs)
    .set({
      status: end.status,
      endedAt: new Date(),
      ...(end.status === 'completed' ? { output: json(end.output) } : {}),
      ...(end.status === 'failed' ? { error: end.error } : {}),
    })
    .where(eq(runs.id, runId));
  await tx.delete(waits).where(eq(waits.runId, runId));
  await tx
    .update(steps)
    .set({ status: 'cancelled', endedAt: new Date() })
    .where(and(eq(steps.runId, runId), inArray(steps.status, ['planned', 'sleeping', 'waiting'])));
};

/** The event of a run, as it was accepted. */
export const eventOf = async (tx: Tx, run: Run): Promise<WireEvent> => {
  const [row] = await tx
    .select({ payload: jobEvents.payload })
    .from(jobEvents)
    .where(eq(jobEvents.id, run.eventId));
  if (!row || !isWireEvent(row.payload)) throw new Error(`the event of run ${run.id} is gone`);
  return row.payload;
};

/** What `jobs.events` holds. */
export const isWireEvent = (value: unknown): value is WireEvent =>
  typeof value === 'object' && value !== null && 'name' in value && 'data' in value;

/** Fails a run: a dead letter for the operator, and the protocol's failure event for the function's `onFailure`. */
export const failRun = async (tx: Tx, run: Run, error: JobError, attempts: number): Promise<WireEvent> => {
  const event = await eventOf(tx, run);
  await endRun(tx, run.id, { status: 'failed', error });
  await tx.insert(deadLetters).values({
    id: newId(),
    consumer: run.functionId,
    eventId: run.eventId,
    eventName: run.eventName,
    subject: subjectOf(event),
    event,
    runId: run.id,
    error,
    attempts,
  });
  return {
    id: newId(),
    name: 'inngest/function.failed',
    ts: Date.now(),
    data: { function_id: run.functionId, run_id: run.id, error, event },
  };
};

const subjectOf = ({ data: { meta } }: WireEvent): string | null =>
  typeof meta === 'object' && meta !== null && 'subject' in meta ? String(meta.subject) : null;
