import type { Db, Tx } from '@portfolio/db/client';
import { bookmarks, type Jobs } from '@portfolio/db/schema/bookmarks';
import { publish } from '@portfolio/platform/events/events';
import { notFound } from '@portfolio/platform/kernel/errors';
import { notifyChange } from '@portfolio/platform/live/service';
import { and, eq, isNull } from 'drizzle-orm';
import { bookmarkChanged } from './events.ts';

export type Row = typeof bookmarks.$inferSelect;

export const freshJobs = (): Jobs => {
  const pending = { state: 'pending' as const, attempts: 0, at: new Date().toISOString() };
  const work = { fetch: pending, metadata: pending, text: pending, tags: pending };
  return { ...work, screenshot: pending, archive: pending, index: pending };
};

/** A bookmark that nobody deleted, whoever owns it: for jobs, which act for its owner. */
export const livingBookmark = async (db: Db | Tx, id: string): Promise<Row | null> => {
  const [row] = await db
    .select()
    .from(bookmarks)
    .where(and(eq(bookmarks.id, id), isNull(bookmarks.deletedAt)));
  return row ?? null;
};

/** What the person owns and has not deleted; everything else is not there. */
export const ownBookmark = async (db: Db | Tx, userId: string, id: string): Promise<Row> => {
  const [row] = await db
    .select()
    .from(bookmarks)
    .where(and(eq(bookmarks.id, id), eq(bookmarks.userId, userId), isNull(bookmarks.deletedAt)));
  if (!row) throw notFound('bookmark');
  return row;
};

/** Tells the person's open pages that a bookmark changed. */
export const announce = (tx: Tx, userId: string, bookmarkId: string): Promise<void> =>
  notifyChange(tx, { userId, app: 'firebook', topic: 'bookmarks', data: { bookmarkId } });

/** Has it indexed again, and tells the person's open pages. */
export const changed = async (tx: Tx, userId: string, id: string): Promise<void> => {
  const data = { bookmarkId: id, userId };
  await publish(tx, bookmarkChanged.of({ subject: id, actor: userId, data }));
  await announce(tx, userId, id);
};
