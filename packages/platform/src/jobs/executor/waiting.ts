import { ringAtCommit } from '@portfolio/db/bell';
import type { Db, Queryable, Tx } from '@portfolio/db/client';
import { parked } from '@portfolio/db/schema/jobs';
import { asc, eq, max, sql } from 'drizzle-orm';
import { type Call, enqueue, priorities } from './queue.ts';
import type { Group, Slots } from './slots.ts';

/** The channel that tells the executor of calls that were put aside by somebody else. */
export const parkedChannel = 'parked';
/** A call that was let in and has not begun by then was replaced by a later one of its run. */
const entryMs = 5_000;

type Waiting = { group: Group; call: Call };

/** Puts calls aside in the caller's transaction; the executor lets them in, oldest run first, as their group has room. */
export const putAside = async (tx: Queryable, waiting: readonly Waiting[]): Promise<void> => {
  if (waiting.length === 0) return;
  await tx.insert(parked).values(
    waiting.map(({ group, call: { runId, stepId, round } }) => ({
      group: group.key,
      limit: group.limit,
      runId,
      call: { runId, stepId, round },
    })),
  );
};

/** Tells the executor, at commit, in which groups calls wait. */
export const tellOfWaiting = async (tx: Tx, waiting: readonly Waiting[]): Promise<void> => {
  const groups = new Map(waiting.map(({ group }) => [group.key, group]));
  for (const group of groups.values()) await ringAtCommit(tx, parkedChannel, JSON.stringify(group));
};

const nameOf = ({ runId, stepId }: Call): string => `${runId} ${stepId}`;

/**
 * Where calls wait whose concurrency group is full, so that they hold no place of the queue meanwhile. They stand in
 * a table; in memory is only which groups may have some.
 */
export const createWaitingRoom = (db: Db, slots: Slots) => {
  const limits = new Map<string, number>();
  /** How often a call was put aside, by group; a group without an entry has none waiting. */
  const arrivals = new Map<string, number>();
  const turns = new Map<string, Promise<void>>();
  /** Calls that were let in and have not begun, by group, and when. */
  const entering = new Map<string, Map<string, number>>();

  const onTheirWay = (group: string): number => {
    const names = entering.get(group);
    for (const [name, at] of names ?? []) if (Date.now() - at > entryMs) names?.delete(name);
    if (names?.size === 0) entering.delete(group);
    return names?.size ?? 0;
  };

  const expect = (group: string, call: Call): void => {
    const names = entering.get(group) ?? new Map<string, number>();
    entering.set(group, names.set(nameOf(call), Date.now()));
  };

  /** Lets the first one in, if there is room; true if it did. */
  const letIn = async (group: string): Promise<boolean> => {
    const seen = arrivals.get(group);
    const free = slots.free({ key: group, limit: limits.get(group) ?? 1 });
    if (seen === undefined || free <= onTheirWay(group)) return false;
    const found = await db.transaction(async (tx) => {
      const [first] = await tx
        .select()
        .from(parked)
        .where(eq(parked.group, group))
        .orderBy(asc(parked.runId), asc(parked.seq))
        .limit(1);
      if (!first) return false;
      await tx.delete(parked).where(eq(parked.seq, first.seq));
      const call = { ...first.call, group };
      const isNew = call.stepId === 'step' && call.round === 0;
      // Before the commit, after which it may begin at any moment.
      expect(group, call);
      await enqueue(tx, [{ kind: 'call', call, priority: isNew ? priorities.fresh : priorities.popped }]);
      return true;
    });
    // One may have come since the look: its arrival is not to be forgotten.
    if (!found && arrivals.get(group) === seen) arrivals.delete(group);
    return found;
  };

  const fillNow = async (group: string): Promise<void> => {
    while (await letIn(group));
  };

  /** Lets those that wait for this group back into the queue while there is room. One at a time a group. */
  const fill = async (group: string | undefined): Promise<void> => {
    if (group === undefined || !arrivals.has(group)) return;
    const turn = (turns.get(group) ?? Promise.resolve()).then(() => fillNow(group));
    const settled = turn.catch(() => {});
    turns.set(group, settled);
    await turn.finally(() => {
      if (turns.get(group) === settled) turns.delete(group);
    });
  };

  const arrive = async ({ key, limit }: Group): Promise<void> => {
    limits.set(key, limit);
    arrivals.set(key, (arrivals.get(key) ?? 0) + 1);
    await fill(key);
  };

  return {
    fill,
    /** Calls wait for this group that somebody else put aside. */
    arrive,
    /** A call that this group had let in has begun. */
    entered: (group: string, call: Call): void => void entering.get(group)?.delete(nameOf(call)),
    know: (groups: readonly Group[]): void => {
      for (const { key, limit } of groups) limits.set(key, limit);
    },
    /** Puts a call aside until its group has room. */
    park: async (group: string, call: Call): Promise<void> => {
      const limit = limits.get(group) ?? 1;
      await putAside(db, [{ group: { key: group, limit }, call }]);
      // The room may have come between the look and the insert.
      await arrive({ key: group, limit });
    },
    /** Finds the groups in which calls wait: after a start, and for whatever was not told. */
    resume: async (): Promise<void> => {
      const limit = sql<number>`${max(parked.limit)}`.mapWith(Number);
      const rows = await db.select({ key: parked.group, limit }).from(parked).groupBy(parked.group);
      for (const group of rows) await arrive(group);
    },
    /** Now and then: no group with room keeps anybody waiting, whatever became of the call that was to let it in. */
    look: async (): Promise<void> => {
      for (const group of [...arrivals.keys()]) await fill(group);
    },
  };
};

export type WaitingRoom = ReturnType<typeof createWaitingRoom>;
