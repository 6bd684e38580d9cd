import type { JobName } from '@portfolio/db/bookmarks-values';
import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { bookmarks } from '@portfolio/db/schema/bookmarks';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { crashPoint } from '@portfolio/platform/kernel/crash';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import { refuseStale } from '@portfolio/platform/kernel/versions';
import { and, eq, ne, sql } from 'drizzle-orm';
import { canonicalUrl } from '../metadata/canonical.ts';
import { bookmarkCreated, bookmarkRetried } from './events.ts';
import type { Bookmark, CreateBookmark, Created, UpdateBookmark } from './schema.ts';
import type { Presenter } from './service.present.ts';
import { announce, changed, freshJobs, ownBookmark } from './service.rows.ts';
import { setTags, tagFresh } from './service.tags.ts';
import { restoreRows } from './service.trash.ts';

/** The names of the fields that are present. */
const given = (fields: object): string[] =>
  Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [name]));

/** The names of the fields that hold something. */
const filled = (fields: object): string[] =>
  Object.entries(fields).flatMap(([name, value]) => (value ? [name] : []));

/** What people keep: saves and edits. */
export class BookmarksService {
  readonly #db: Db;
  readonly #present: Presenter;

  constructor(ports: { db: Db; present: Presenter }) {
    this.#db = ports.db;
    this.#present = ports.present;
  }

  /**
   * Saves an address at once; jobs fill in the rest. The same canonical address again answers with what is there and
   * `duplicate: true`, out of the trash too.
   */
  async create(actor: Actor, input: CreateBookmark): Promise<Created> {
    if (input.collectionId) throw invalid('collectionId', 'There is no such collection.');
    const { url, collectionId, tags, archived, read, title, ...plain } = input;
    const savedKey = canonicalUrl(url);
    const saved = await this.#db.transaction(async (tx) => {
      const [row] = await tx
        .insert(bookmarks)
        .values({
          ...plain,
          id: newId(),
          userId: actor.userId,
          url,
          savedKey,
          canonicalUrl: savedKey,
          title: title ?? url,
          archivedAt: archived ? new Date() : null,
          readAt: read ? new Date() : null,
          edited: filled({ ...plain, title }),
          jobs: freshJobs(),
        })
        .onConflictDoNothing({ target: [bookmarks.userId, bookmarks.savedKey] })
        .returning();
      if (!row) return this.#existing(tx, actor, savedKey);
      const about = { bookmarkId: row.id, userId: actor.userId };
      // Asked at once, they share the round trips of the connection.
      const [named, same] = await Promise.all([
        tagFresh(tx, actor.userId, row.id, tags ?? []),
        this.#present.same(row, tx),
        publish(tx, bookmarkCreated.of({ subject: row.id, actor: actor.userId, data: about })),
        announce(tx, actor.userId, row.id),
      ]);
      crashPoint('save.before-commit');
      return { ...this.#present.known(row, named, same), duplicate: false };
    });
    crashPoint('save.after-commit');
    return saved;
  }

  async #existing(tx: Tx, actor: Actor, savedKey: string): Promise<Created> {
    const mine = and(eq(bookmarks.userId, actor.userId), eq(bookmarks.savedKey, savedKey));
    const [found] = await tx.select().from(bookmarks).where(mine).for('update');
    if (!found) throw new DomainError('conflict', 'This address is being deleted right now. Save it again.');
    if (found.deletedAt) await restoreRows(tx, actor.userId, [found.id]);
    const [row] = await tx.select().from(bookmarks).where(mine);
    return { ...(await this.#present.one(row ?? found, tx)), duplicate: true };
  }

  async get(actor: Actor, id: string): Promise<Bookmark> {
    return this.#present.one(await ownBookmark(this.#db, actor.userId, id));
  }

  /** Changes the fields that are present. Throws 409 `conflict` with `current` when `ifMatch` is stale. */
  async update(actor: Actor, input: UpdateBookmark, ifMatch?: number): Promise<Bookmark> {
    return this.#db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from bookmarks.bookmarks where id = ${input.id} for update`);
      const current = await ownBookmark(tx, actor.userId, input.id);
      await refuseStale(current.version, ifMatch, () => this.#present.one(current, tx));
      const { id, url, tags: tagNames, archived, read, title, ...plain } = input;
      const moved = url === undefined ? {} : await this.#moved(tx, actor, id, url);
      const now = new Date();
      const [row] = await tx
        .update(bookmarks)
        .set({
          ...plain,
          ...moved,
          ...(title === undefined ? {} : { title: title ?? url ?? current.url }),
          ...(archived === undefined ? {} : { archivedAt: archived ? (current.archivedAt ?? now) : null }),
          ...(read === undefined ? {} : { readAt: read ? (current.readAt ?? now) : null }),
          edited: [...new Set([...current.edited, ...given({ ...plain, title })])],
          version: current.version + 1,
          updatedAt: sql`now()`,
        })
        .where(eq(bookmarks.id, id))
        .returning();
      if (!row) throw notFound('bookmark');
      if (tagNames) await setTags(tx, actor.userId, id, tagNames);
      await changed(tx, actor.userId, id);
      return this.#present.one(row, tx);
    });
  }

  /** The columns of another address. Throws 409 `duplicate` where the person has that one already. */
  async #moved(tx: Tx, actor: Actor, id: string, url: string) {
    const savedKey = canonicalUrl(url);
    const [other] = await tx
      .select({ id: bookmarks.id })
      .from(bookmarks)
      .where(and(eq(bookmarks.userId, actor.userId), eq(bookmarks.savedKey, savedKey), ne(bookmarks.id, id)));
    if (other)
      throw new DomainError('duplicate', 'You have saved this address already.', {
        members: { existingId: other.id },
      });
    return { url, savedKey, canonicalUrl: savedKey };
  }

  /** Starts one job again; its state says so at once. */
  async retry(actor: Actor, id: string, job: JobName): Promise<Bookmark> {
    return this.#db.transaction(async (tx) => {
      await ownBookmark(tx, actor.userId, id);
      const state = JSON.stringify({ state: 'pending', attempts: 0, at: new Date().toISOString() });
      const [row] = await tx
        .update(bookmarks)
        .set({
          jobs: sql`jsonb_set(${bookmarks.jobs}, ${`{${job}}`}::text[], ${state}::jsonb)`,
          updatedAt: sql`now()`,
        })
        .where(eq(bookmarks.id, id))
        .returning();
      if (!row) throw notFound('bookmark');
      const data = { bookmarkId: id, userId: actor.userId, job };
      await publish(tx, bookmarkRetried.of({ subject: id, actor: actor.userId, data }));
      await announce(tx, actor.userId, id);
      return this.#present.one(row, tx);
    });
  }
}
