import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import {
  bookmarks,
  bookmarkTags,
  type JobName,
  type Jobs,
  jobNames,
  tags,
} from '@portfolio/db/schema/bookmarks';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { crashPoint } from '@portfolio/platform/kernel/crash';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import { notifyChange } from '@portfolio/platform/live/service';
import type { MediaService } from '@portfolio/platform/media/service';
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { canonicalUrl } from '../metadata/canonical.ts';
import { bookmarkChanged, bookmarkCreated, bookmarkDeleted, bookmarkRetried } from './events.ts';
import type { Bookmark, Bulk, CreateBookmark, Created, UpdateBookmark } from './schema.ts';
import { setTags } from './service.tags.ts';

export type Row = typeof bookmarks.$inferSelect;
const urlLifeS = 2 * 3_600;

const freshJobs = (): Jobs => {
  const at = new Date().toISOString();
  const pending = { state: 'pending' as const, attempts: 0, at };
  return {
    fetch: pending,
    metadata: pending,
    text: pending,
    tags: pending,
    screenshot: pending,
    archive: pending,
    index: pending,
  };
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

/** What people keep: saves, edits, trash, undo. */
export class BookmarksService {
  readonly #db: Db;
  readonly #media: MediaService;

  constructor(ports: { db: Db; media: MediaService }) {
    this.#db = ports.db;
    this.#media = ports.media;
  }

  /** Rows as callers see them, with tags and possible duplicates looked up for all at once. */
  async present(rows: readonly Row[], db: Db | Tx = this.#db): Promise<Bookmark[]> {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const userIds = [...new Set(rows.map((row) => row.userId))];
    const named = await db
      .select({ bookmarkId: bookmarkTags.bookmarkId, name: tags.name })
      .from(bookmarkTags)
      .innerJoin(tags, eq(tags.id, bookmarkTags.tagId))
      .where(and(inArray(bookmarkTags.bookmarkId, ids), eq(bookmarkTags.removed, false)))
      .orderBy(tags.key);
    const twins = await db
      .select({ id: bookmarks.id, userId: bookmarks.userId, canonicalUrl: bookmarks.canonicalUrl })
      .from(bookmarks)
      .where(
        and(
          inArray(bookmarks.userId, userIds),
          inArray(bookmarks.canonicalUrl, [...new Set(rows.map((row) => row.canonicalUrl))]),
          isNull(bookmarks.deletedAt),
        ),
      );
    return rows.map((row) => ({
      ...this.#fields(row),
      tags: named.filter((one) => one.bookmarkId === row.id).map((one) => one.name),
      possibleDuplicates: twins
        .filter(
          (one) => one.id !== row.id && one.userId === row.userId && one.canonicalUrl === row.canonicalUrl,
        )
        .map((one) => one.id),
    }));
  }

  #fields(row: Row) {
    const picture = (mediaId: string | null, variant: string) =>
      mediaId ? this.#media.sign(mediaId, variant, urlLifeS).url : null;
    const { screenshotMediaId: mediaId, screenshotWidth: width, screenshotHeight: height } = row;
    return {
      id: row.id,
      version: row.version,
      url: row.url,
      canonicalUrl: row.canonicalUrl,
      title: row.title,
      description: row.description,
      image: row.image,
      favicon: row.favicon,
      imageMediaId: row.imageMediaId,
      faviconMediaId: row.faviconMediaId,
      imageUrl: picture(row.imageMediaId, 'card'),
      faviconUrl: picture(row.faviconMediaId, 'original'),
      siteName: row.siteName,
      author: row.author,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      language: row.language,
      type: row.type,
      readingMinutes: row.readingMinutes,
      collectionIds: [],
      note: row.note,
      favourite: row.favourite,
      archived: row.archivedAt !== null,
      readAt: row.readAt?.toISOString() ?? null,
      screenshot:
        mediaId && width && height
          ? { mediaId, width, height, url: this.#media.sign(mediaId, 'original', urlLifeS).url }
          : null,
      link: { status: row.linkStatus, finalUrl: row.linkFinalUrl, problem: row.linkProblem },
      jobs: row.jobs,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    };
  }

  async #one(row: Row, tx: Db | Tx = this.#db): Promise<Bookmark> {
    const [found] = await this.present([row], tx);
    if (!found) throw new Error('a row was not presented');
    return found;
  }

  /**
   * Saves an address at once; jobs fill in the rest. The same canonical address again answers with what is there and
   * `duplicate: true`, out of the trash too.
   */
  async create(actor: Actor, input: CreateBookmark): Promise<Created> {
    if (input.collectionId) throw invalid('collectionId', 'There is no such collection.');
    const savedKey = canonicalUrl(input.url);
    const edited = (['title', 'description', 'note'] as const).filter((name) => input[name]);
    return this.#db.transaction(async (tx) => {
      const [row] = await tx
        .insert(bookmarks)
        .values({
          id: newId(),
          userId: actor.userId,
          url: input.url,
          savedKey,
          canonicalUrl: savedKey,
          title: input.title ?? input.url,
          description: input.description ?? null,
          note: input.note ?? null,
          favourite: input.favourite ?? false,
          archivedAt: input.archived ? new Date() : null,
          readAt: input.read ? new Date() : null,
          edited,
          jobs: freshJobs(),
        })
        .onConflictDoNothing({ target: [bookmarks.userId, bookmarks.savedKey] })
        .returning();
      if (!row) return this.#existing(tx, actor, savedKey);
      if (input.tags?.length) await setTags(tx, actor.userId, row.id, input.tags);
      const about = { bookmarkId: row.id, userId: actor.userId };
      await publish(tx, bookmarkCreated.of({ subject: row.id, actor: actor.userId, data: about }));
      crashPoint('save.before-commit');
      const result = { ...(await this.#one(row, tx)), duplicate: false };
      await announce(tx, actor.userId, row.id);
      return result;
    });
  }

  async #existing(tx: Tx, actor: Actor, savedKey: string): Promise<Created> {
    const mine = and(eq(bookmarks.userId, actor.userId), eq(bookmarks.savedKey, savedKey));
    const [trashed] = await tx.select().from(bookmarks).where(mine).for('update');
    if (!trashed)
      throw new DomainError('conflict', 'This address is being deleted right now. Save it again.');
    if (trashed.deletedAt) await this.#restoreRows(tx, actor, [trashed.id]);
    const [row] = await tx.select().from(bookmarks).where(mine);
    return { ...(await this.#one(row ?? trashed, tx)), duplicate: true };
  }

  async get(actor: Actor, id: string): Promise<Bookmark> {
    return this.#one(await ownBookmark(this.#db, actor.userId, id));
  }

  /** Changes the fields that are present. Throws 409 `conflict` with `current` when `ifMatch` is stale. */
  async update(actor: Actor, input: UpdateBookmark, ifMatch?: number): Promise<Bookmark> {
    return this.#db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from bookmarks.bookmarks where id = ${input.id} for update`);
      const current = await ownBookmark(tx, actor.userId, input.id);
      if (ifMatch !== undefined && ifMatch !== current.version)
        throw new DomainError('conflict', 'Somebody changed this bookmark meanwhile.', {
          members: { current: await this.#one(current, tx) },
        });
      const { id, url, tags: tagNames, archived, read, title, ...rest } = input;
      const given = (['title', 'description', 'note'] as const).filter((name) => input[name] !== undefined);
      if (url !== undefined && canonicalUrl(url) !== current.savedKey)
        await this.#refuseTaken(tx, actor, id, canonicalUrl(url));
      const [row] = await tx
        .update(bookmarks)
        .set({
          ...rest,
          ...(url === undefined ? {} : { url, savedKey: canonicalUrl(url), canonicalUrl: canonicalUrl(url) }),
          ...(title === undefined ? {} : { title: title ?? url ?? current.url }),
          ...(archived === undefined
            ? {}
            : { archivedAt: archived ? (current.archivedAt ?? new Date()) : null }),
          ...(read === undefined ? {} : { readAt: read ? (current.readAt ?? new Date()) : null }),
          edited: [...new Set([...current.edited, ...given])],
          version: current.version + 1,
          updatedAt: sql`now()`,
        })
        .where(eq(bookmarks.id, id))
        .returning();
      if (!row) throw notFound('bookmark');
      if (tagNames) await setTags(tx, actor.userId, id, tagNames);
      await this.#changed(tx, actor, id);
      return this.#one(row, tx);
    });
  }

  async #refuseTaken(tx: Tx, actor: Actor, id: string, savedKey: string): Promise<void> {
    const [other] = await tx
      .select({ id: bookmarks.id })
      .from(bookmarks)
      .where(and(eq(bookmarks.userId, actor.userId), eq(bookmarks.savedKey, savedKey), ne(bookmarks.id, id)));
    if (other)
      throw new DomainError('duplicate', 'You have saved this address already.', {
        members: { existingId: other.id },
      });
  }

  async #changed(tx: Tx, actor: Actor, id: string): Promise<void> {
    const about = { bookmarkId: id, userId: actor.userId };
    await publish(tx, bookmarkChanged.of({ subject: id, actor: actor.userId, data: about }));
    await announce(tx, actor.userId, id);
  }

  /** Into the trash, for 30 days. Again is fine while it lies there. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      if ((await this.#deleteRows(tx, actor, [id])) === 0) throw notFound('bookmark');
    });
  }

  async #deleteRows(tx: Tx, actor: Actor, ids: string[]): Promise<number> {
    const rows = await tx
      .update(bookmarks)
      .set({ deletedAt: sql`coalesce(${bookmarks.deletedAt}, now())`, updatedAt: sql`now()` })
      .where(and(inArray(bookmarks.id, ids), eq(bookmarks.userId, actor.userId)))
      .returning({ id: bookmarks.id });
    for (const { id } of rows)
      await publish(
        tx,
        bookmarkDeleted.of({
          subject: id,
          actor: actor.userId,
          data: { bookmarkId: id, userId: actor.userId },
        }),
      );
    for (const { id } of rows) await announce(tx, actor.userId, id);
    return rows.length;
  }

  async #restoreRows(tx: Tx, actor: Actor, ids: string[]): Promise<number> {
    const rows = await tx
      .update(bookmarks)
      .set({ deletedAt: null, archivedAt: null, updatedAt: sql`now()` })
      .where(and(inArray(bookmarks.id, ids), eq(bookmarks.userId, actor.userId)))
      .returning({ id: bookmarks.id });
    for (const { id } of rows) await this.#changed(tx, actor, id);
    return rows.length;
  }

  /** Brings back what was deleted or archived. */
  async restore(actor: Actor, id: string): Promise<Bookmark> {
    return this.#db.transaction(async (tx) => {
      if ((await this.#restoreRows(tx, actor, [id])) === 0) throw notFound('bookmark');
      return this.#one(await ownBookmark(tx, actor.userId, id), tx);
    });
  }

  /** One act on many; ids that are not the caller's are left alone and not counted. */
  async bulk(actor: Actor, { ids, action, tag }: Bulk): Promise<{ count: number }> {
    return this.#db.transaction(async (tx) => {
      if (action === 'delete') return { count: await this.#deleteRows(tx, actor, ids) };
      if (action === 'restore') return { count: await this.#restoreRows(tx, actor, ids) };
      if (action === 'tag' || action === 'untag')
        return { count: await this.#bulkTag(tx, actor, ids, action, tag) };
      const set = {
        archive: { archivedAt: sql`coalesce(${bookmarks.archivedAt}, now())` },
        unarchive: { archivedAt: null },
        favourite: { favourite: true },
        unfavourite: { favourite: false },
      }[action];
      const rows = await tx
        .update(bookmarks)
        .set({ ...set, version: sql`${bookmarks.version} + 1`, updatedAt: sql`now()` })
        .where(
          and(inArray(bookmarks.id, ids), eq(bookmarks.userId, actor.userId), isNull(bookmarks.deletedAt)),
        )
        .returning({ id: bookmarks.id });
      for (const { id } of rows) await this.#changed(tx, actor, id);
      return { count: rows.length };
    });
  }

  async #bulkTag(
    tx: Tx,
    actor: Actor,
    ids: string[],
    action: 'tag' | 'untag',
    tag: string | undefined,
  ): Promise<number> {
    if (!tag) throw invalid('tag', 'Which tag?');
    const rows = await tx
      .select()
      .from(bookmarks)
      .where(
        and(inArray(bookmarks.id, ids), eq(bookmarks.userId, actor.userId), isNull(bookmarks.deletedAt)),
      );
    const shown = await this.present(rows, tx);
    for (const one of shown) {
      const kept = one.tags.filter((name) => name.toLowerCase() !== tag.toLowerCase());
      await setTags(tx, actor.userId, one.id, action === 'tag' ? [...kept, tag] : kept);
      await this.#changed(tx, actor, one.id);
    }
    return rows.length;
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
      await publish(
        tx,
        bookmarkRetried.of({
          subject: id,
          actor: actor.userId,
          data: { bookmarkId: id, userId: actor.userId, job },
        }),
      );
      await announce(tx, actor.userId, id);
      return this.#one(row, tx);
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

export const isJobName = (value: string): value is JobName => jobNames.some((name) => name === value);
