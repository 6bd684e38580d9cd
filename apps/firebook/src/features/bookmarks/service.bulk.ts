import type { Db, Tx } from '@portfolio/db/client';
import { bookmarks } from '@portfolio/db/schema/bookmarks';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { invalid } from '@portfolio/platform/kernel/errors';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Bulk, BulkDone } from './schema.ts';
import { changed } from './service.rows.ts';
import { addTag, removeTag } from './service.tags.ts';
import { deleteRows, restoreRows } from './service.trash.ts';

/** What each act sets, and on which rows it has something to do. */
const flags = {
  archive: { set: { archivedAt: sql`now()` }, where: isNull(bookmarks.archivedAt) },
  unarchive: { set: { archivedAt: null }, where: isNotNull(bookmarks.archivedAt) },
  favourite: { set: { favourite: true }, where: eq(bookmarks.favourite, false) },
  unfavourite: { set: { favourite: false }, where: eq(bookmarks.favourite, true) },
};

type Change = Pick<Bulk, 'ids' | 'tag'>;

/** One act on many bookmarks at once. */
export class BulkService {
  readonly #db: Db;

  constructor(ports: { db: Db }) {
    this.#db = ports.db;
  }

  /**
   * Answers the ids that the act really changed, so that undoing it touches those alone. Ids that are not the caller's
   * are left alone.
   */
  async run({ userId }: Actor, { ids, action, tag }: Bulk): Promise<BulkDone> {
    return this.#db.transaction(async (tx) => {
      const done = await this.#act(tx, userId, action, { ids, tag });
      return { count: done.length, ids: done };
    });
  }

  #act(tx: Tx, userId: string, action: Bulk['action'], change: Change): Promise<string[]> {
    if (action === 'delete') return deleteRows(tx, userId, change.ids);
    if (action === 'restore') return restoreRows(tx, userId, change.ids);
    if (action === 'tag' || action === 'untag') return this.#tag(tx, userId, action, change);
    return this.#flag(tx, userId, action, change.ids);
  }

  async #flag(tx: Tx, userId: string, action: keyof typeof flags, ids: string[]): Promise<string[]> {
    const { set, where } = flags[action];
    const rows = await tx
      .update(bookmarks)
      .set({ ...set, version: sql`${bookmarks.version} + 1`, updatedAt: sql`now()` })
      .where(and(this.#own(userId, ids), where))
      .returning({ id: bookmarks.id });
    for (const { id } of rows) await changed(tx, userId, id);
    return rows.map(({ id }) => id);
  }

  async #tag(tx: Tx, userId: string, action: 'tag' | 'untag', { ids, tag }: Change): Promise<string[]> {
    if (!tag) throw invalid('tag', 'Which tag?');
    const own = await tx
      .select({ id: bookmarks.id })
      .from(bookmarks)
      .where(this.#own(userId, ids))
      .for('update');
    const mine = own.map(({ id }) => id);
    const done = await (action === 'tag' ? addTag : removeTag)(tx, userId, mine, tag);
    if (done.length === 0) return [];
    await tx
      .update(bookmarks)
      .set({ version: sql`${bookmarks.version} + 1`, updatedAt: sql`now()` })
      .where(inArray(bookmarks.id, done));
    for (const id of done) await changed(tx, userId, id);
    return done;
  }

  #own(userId: string, ids: string[]) {
    return and(inArray(bookmarks.id, ids), eq(bookmarks.userId, userId), isNull(bookmarks.deletedAt));
  }
}
