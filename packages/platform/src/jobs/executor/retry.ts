import type { Tx } from '@portfolio/db/client';
import { deadLetters } from '@portfolio/db/schema/events';
import { runs, steps } from '@portfolio/db/schema/jobs';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { nextCall } from './apply.ts';
import { enqueue } from './queue.ts';
import { lockRun } from './state.ts';

/**
 * Starts a failed or cancelled run again. Completed steps keep their results, so what they did is not done twice;
 * failed and unfinished ones are asked for anew. False if there is no such run, or it has not stopped.
 */
export const retryRun = async (tx: Tx, runId: string): Promise<boolean> => {
  const run = await lockRun(tx, runId);
  if (!run || (run.status !== 'failed' && run.status !== 'cancelled')) return false;
  await tx.delete(steps).where(and(eq(steps.runId, runId), inArray(steps.status, ['failed', 'cancelled'])));
  const round = run.round + 1;
  await tx
    .update(runs)
    .set({ status: 'queued', attempt: 0, round, error: null, endedAt: null })
    .where(eq(runs.id, runId));
  await tx
    .update(deadLetters)
    .set({ resolution: 'replayed', resolvedAt: new Date() })
    .where(and(eq(deadLetters.runId, runId), isNull(deadLetters.resolution)));
  await enqueue(tx, [nextCall({ id: runId, round })]);
  return true;
};
