import type { Db, Tx } from '@portfolio/db/client';
import { inbox } from '@portfolio/db/schema/events';
import { lt } from 'drizzle-orm';

export type Once<Result> = { done: true; result: Result } | { done: false };

/**
 * Runs `effect` in `tx` unless this consumer has done it for this event already; the inbox row commits together with
 * the effect. Two at once: the second waits for the first, and does it only if the first rolled back.
 */
export const once = async <Result>(
  tx: Tx,
  consumer: string,
  eventId: string,
  effect: (tx: Tx) => Promise<Result>,
): Promise<Once<Result>> => {
  const fresh = await tx.insert(inbox).values({ consumer, eventId }).onConflictDoNothing().returning();
  if (fresh.length === 0) return { done: false };
  return { done: true, result: await effect(tx) };
};

/** Forgets what was done before `before`; an event that comes again after so long would be taken as new. */
export const pruneInbox = async (db: Db, before: Date): Promise<void> => {
  await db.delete(inbox).where(lt(inbox.createdAt, before));
};
