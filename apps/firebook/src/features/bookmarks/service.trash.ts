import type { Db, Tx } from '@portfolio/db/client';
import { bookmarks } from '@portfolio/db/schema/bookmarks';
import { publish } from '@portfolio/platform/events/events';
import type { Files } from '@portfolio/platform/files/files';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { notFound } from '@portfolio/platform/kernel/errors';
import type { MediaService } from '@portfolio/platform/media/service';
import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { bookmarkDeleted, bookmarkPurged } from './events.ts';
import type { Bookmark } from './schema.ts';
import type { Presenter } from './service.present.ts';
import { announce, changed, ownBookmark } from './service.rows.ts';
import { fileKeys } from './service.store.ts';

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

const purgeMax = 500;

const purgeSome = async (tx: Tx): Promise<number> => {
  const old = tx
    .select({ id: bookmarks.id })
    .from(bookmarks)
    .where(sql`${bookmarks.deletedAt} < now() - interval '30 days'`)
    .limit(purgeMax)
    .for('update', { skipLocked: true });
  const rows = await tx
    .delete(bookmarks)
    .where(inArray(bookmarks.id, old))
    .returning({ bookmarkId: bookmarks.id, userId: bookmarks.userId });
  await publish(
    tx,
    ...rows.map((data) => bookmarkPurged.of({ subject: data.bookmarkId, actor: data.userId, data })),
  );
  return rows.length;
};

/** The trash: in, out, and emptied after 30 days. */
export class TrashService {
  readonly #db: Db;
  readonly #present: Presenter;

  readonly #files: Pick<Files, 'delete'>;
  readonly #media: Pick<MediaService, 'clear'>;

  constructor(ports: {
    db: Db;
    present: Presenter;
    files: Pick<Files, 'delete'>;
    media: Pick<MediaService, 'clear'>;
  }) {
    this.#db = ports.db;
    this.#present = ports.present;
    this.#files = ports.files;
    this.#media = ports.media;
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

  /** Deletes for good what lay in the trash for 30 days; an event of the same commit says that the files are to go. */
  async purge(): Promise<number> {
    for (let total = 0; ; ) {
      const purged = await this.#db.transaction(purgeSome);
      total += purged;
      if (purged < purgeMax) return total;
    }
  }

  /** Deletes the files and pictures of a bookmark whose row is gone. Again is fine. */
  async deleteFiles({ bookmarkId, userId }: { bookmarkId: string; userId: string }): Promise<void> {
    const [row] = await this.#db
      .select({ id: bookmarks.id })
      .from(bookmarks)
      .where(eq(bookmarks.id, bookmarkId));
    if (row) return;
    for (const key of fileKeys(bookmarkId)) await this.#files.delete(key);
    await this.#media.clear(userId, `bookmark:${bookmarkId}:`);
  }
}
