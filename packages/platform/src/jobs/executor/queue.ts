import type { Queryable } from '@portfolio/db/client';
import { sql } from 'drizzle-orm';

export type Call = {
  runId: string;
  /** `step` for the function body, else the id of the step that is asked for. */
  stepId: string;
  /** The run's round when the call was asked for. */
  round: number;
  /** The concurrency group that let it back into the queue, and whose next one follows. */
  group?: string | undefined;
};

/** What the queue holds: a call to an app, or the end of a sleep or wait. */
export type QueueItem = { kind: 'call' | 'wake'; call: Call; at?: Date; priority?: number };

/** New runs wait behind calls of runs that are under way, so that what was begun is finished. */
export const priorities = { popped: -10, next: 0, fresh: 10 } as const;

const keyOf = ({ kind, call }: QueueItem): string => `${kind}:${call.runId}:${call.stepId}`;

/**
 * Adds to the queue in the caller's transaction. One item a run and step: a later one takes the place of an earlier
 * one that has not started, and keeps a started one from being tried again.
 */
export const enqueue = async (tx: Queryable, items: readonly QueueItem[]): Promise<void> => {
  if (items.length === 0) return;
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  for (let times = 0; byKey.size > 0; times += 1) {
    if (times === triesMax) throw new Error(`the queue does not take ${[...byKey.keys()].join(', ')}`);
    const specs = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => specOf(key, item));
    const taken = await tx.execute<{ key: string }>(sql`
      select key from graphile_worker.add_jobs(array(
        select json_populate_record(null::graphile_worker.job_spec, item)
        from json_array_elements(${JSON.stringify(specs)}::json) as item))`);
    // One that a worker took to itself within this very call is left alone, and the new one is not added: once more.
    for (const { key } of taken) byKey.delete(key);
  }
};

const triesMax = 10;

const specOf = (key: string, { kind, call, at, priority }: QueueItem) => ({
  identifier: kind,
  payload: call,
  run_at: at?.toISOString() ?? null,
  // Only a death of the executor costs an attempt here; a run counts its own.
  max_attempts: 30_000,
  job_key: key,
  priority: priority ?? priorities.next,
});

/**
 * Unlocks what a dead executor had taken: all that is locked by another pool than ours. Only for the one that holds
 * the leader's lock, for nobody else works then.
 */
export const releaseDeadLocks = async (db: Queryable, pool: string): Promise<void> => {
  await db.execute(sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker._private_jobs
      where locked_by is not null and locked_by <> ${pool}))`);
};
