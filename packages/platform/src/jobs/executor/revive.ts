import type { Db } from '@portfolio/db/client';
import { parked, runs, steps } from '@portfolio/db/schema/jobs';
import { and, eq, inArray, lt, notExists, sql } from 'drizzle-orm';
import { nextCall } from './apply.ts';
import { enqueue, type QueueItem } from './queue.ts';

const batchMax = 500;
const graceMs = 60_000;

/** Whether the queue holds something of this run: a call, or the end of a sleep or wait. */
const isQueued = (kind: 'call' | 'wake') => sql`exists (select from graphile_worker._private_jobs j
  where j.key >= ${`${kind}:`} || ${runs.id} || ':' and j.key < ${`${kind}:`} || ${runs.id} || ';')`;

/**
 * Asks anew for runs that are under way but that nothing will ever ask for: neither the queue nor the waiting room
 * holds a call of theirs. It should find none; one more call of a round that was answered changes nothing. Answers how many.
 */
export const revive = async (db: Db, now: Date): Promise<number> => {
  const lost = await db
    .select({ id: runs.id, round: runs.round })
    .from(runs)
    .where(
      and(
        inArray(runs.status, ['queued', 'running']),
        lt(runs.createdAt, new Date(now.getTime() - graceMs)),
        notExists(db.select({ one: sql`1` }).from(parked).where(eq(parked.runId, runs.id))),
        sql`not ${isQueued('call')}`,
        sql`not ${isQueued('wake')}`,
      ),
    )
    .limit(batchMax);
  if (lost.length === 0) return 0;
  const ids = lost.map(({ id }) => id);
  const planned = await db
    .select({ runId: steps.runId, stepId: steps.id })
    .from(steps)
    .where(and(inArray(steps.runId, ids), eq(steps.status, 'planned')));
  const items: QueueItem[] = [
    ...lost.map(nextCall),
    ...planned.map((step) => ({ kind: 'call' as const, call: { ...step, round: 0 } })),
  ];
  await db.transaction((tx) => enqueue(tx, items));
  return lost.length;
};
