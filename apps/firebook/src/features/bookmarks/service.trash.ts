import type { Db, Tx } from '@portfolio/db/client';
import { bookmarks } from '@portfolio/db/schema/bookmarks';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { notFound } from '@portfolio/platform/kernel/errors';
import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { bookmarkDeleted } from './events.ts';
import type { Bookmark } from './schema.ts';
import type { Presenter } from './service.present.ts';
import { announce, changed, ownBookmark } from './service.rows.ts';

const mine = (userId: string, ids: string[], more: SQL): SQL | undefined =>
  and(inArray(bookmarks.id, ids), eq(bookmarks.userId, userId), more);

/** Puts these into the trash; answers the ids of those that were not in it. */
export const deleteRows = async (tx: Tx, userId: string, ids: string[]): Promise<string[]> => {
  const rows = await tx
    .update(bookmarks)
    .set({ deletedAt: sql`now()`, updatedAt: sql`now()` })
    .where(mine(userId, ids, isNull(bookmarks.deletedAt)))
    .returning({ id: bookmarks.id });
  const gone = rows.map(({ id }) => {
    const data = { bookmarkId: id, userId };
    return bookmarkDeleted.of({ subject: id, actor: userId, data });
  });
  await publish(tx, ...gone);
  for (const { id } of rows) await announce(tx, userId, id);
  return rows.map(({ id }) => id);
};

/** Takes these out of the trash as they were; answers the ids of those that were in it. */
export const restoreRows = async (tx: Tx, userId: string, ids: string[]): Promise<string[]> => {
  const rows = await tx
    .update(bookmarks)
    .set({ deletedAt: null, updatedAt: sql`now()` })
    .where(mine(userId, ids, isNotNull(bookmarks.deletedAt)))
    .returning({ id: bookmarks.id });
  for (const { id } of rows) await changed(tx, userId, id);
  return rows.map(({ id }) => id);
};

/** The trash: in, out, and emptied after 30 days. */
export class TrashService {
  readonly #db: Db;
  readonly #present: Presenter;

  constructor(ports: { db: Db; present: Presenter }) {
    this.#db = ports.db;
    this.#present = ports.present;
  }

  /** Into the trash, for 30 days. Again is fine while it lies there. */
  async delete({ userId }: Actor, id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const [row] = await tx
        .select({ id: bookmarks.id })
        .from(bookmarks)
        .where(mine(userId, [id], sql`true`));
      if (!row) throw notFound('bookmark');
      await deleteRows(tx, userId, [id]);
    });
  }

  /** Brings back what was deleted, as it was; what was only archived comes out of the archive. */
  async restore({ userId }: Actor, id: string): Promise<Bookmark> {
    return this.#db.transaction(async (tx) => {
      const restored = await restoreRows(tx, userId, [id]);
      const row = await ownBookmark(tx, userId, id);
      if (restored.length > 0 || row.archivedAt === null) return this.#present.one(row, tx);
      await tx
        .update(bookmarks)
        .set({ archivedAt: null, version: row.version + 1, updatedAt: sql`now()` })
        .where(eq(bookmarks.id, id));
      await changed(tx, userId, id);
      return this.#present.one(await ownBookmark(tx, userId, id), tx);
    });
  }

  /** Deletes for good what lay in the trash for 30 days. */
  async purge(): Promise<number> {
    const rows = await this.#db
      .delete(bookmarks)
      .where(sql`${bookmarks.deletedAt} < now() - interval '30 days'`)
      .returning({ id: bookmarks.id });
    return rows.length;
  }
}
