import type { Db } from '@portfolio/db/client';
import { parked } from '@portfolio/db/schema/jobs';
import { asc, eq } from 'drizzle-orm';
import { type Call, enqueue, priorities } from './queue.ts';
import type { Group, Slots } from './slots.ts';

/** After a restart the limits are not known yet; what finds no room is put aside again. */
const resumedPerGroup = 16;

/**
 * Where calls wait whose concurrency group is full, so that they hold no place of the queue meanwhile. They stand in
 * a table; in memory is only which groups may have some.
 */
export const createWaitingRoom = (db: Db, slots: Slots) => {
  const limits = new Map<string, number>();
  /** How often a call was put aside, by group; a group without an entry has none waiting. */
  const arrivals = new Map<string, number>();
  const turns = new Map<string, Promise<void>>();

  const letIn = async (group: string): Promise<void> => {
    const seen = arrivals.get(group);
    if (seen === undefined || !slots.hasRoom({ key: group, limit: limits.get(group) ?? 1 })) return;
    const found = await db.transaction(async (tx) => {
      const [first] = await tx
        .select()
        .from(parked)
        .where(eq(parked.group, group))
        .orderBy(asc(parked.seq))
        .limit(1);
      if (!first) return false;
      await tx.delete(parked).where(eq(parked.seq, first.seq));
      const call = { ...first.call, group };
      await enqueue(tx, [{ kind: 'call', call, priority: priorities.popped }]);
      return true;
    });
    // One may have come since the look: its arrival is not to be forgotten.
    if (!found && arrivals.get(group) === seen) arrivals.delete(group);
  };

  /** Lets the first that waits for this group back into the queue, if there is room. One at a time a group. */
  const next = async (group: string): Promise<void> => {
    if (!arrivals.has(group)) return;
    const turn = (turns.get(group) ?? Promise.resolve()).then(() => letIn(group));
    const settled = turn.catch(() => {});
    turns.set(group, settled);
    await turn.finally(() => {
      if (turns.get(group) === settled) turns.delete(group);
    });
  };

  return {
    next,
    know: (groups: readonly Group[]): void => {
      for (const { key, limit } of groups) limits.set(key, limit);
    },
    /** Puts a call aside until its group has room. */
    park: async (group: string, { runId, stepId, round }: Call): Promise<void> => {
      await db.insert(parked).values({ group, call: { runId, stepId, round } });
      arrivals.set(group, (arrivals.get(group) ?? 0) + 1);
      // The room may have come between the look and the insert.
      await next(group);
    },
    several: async (group: string, count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) await next(group);
    },
    /** After a start: what waited for room that a dead executor held. */
    resume: async (): Promise<void> => {
      const rows = await db.selectDistinct({ group: parked.group }).from(parked);
      for (const { group } of rows) {
        arrivals.set(group, (arrivals.get(group) ?? 0) + 1);
        for (let n = 0; n < resumedPerGroup; n += 1) await next(group);
      }
    },
    /** Now and then: no group with room keeps anybody waiting, whatever became of the call that was to let it in. */
    look: async (): Promise<void> => {
      for (const group of [...arrivals.keys()]) await next(group);
    },
  };
};

export type WaitingRoom = ReturnType<typeof createWaitingRoom>;
