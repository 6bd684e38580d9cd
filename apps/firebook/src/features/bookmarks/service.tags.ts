import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { bookmarks, bookmarkTags, tags } from '@portfolio/db/schema/bookmarks';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { notFound } from '@portfolio/platform/kernel/errors';
import { notifyChange } from '@portfolio/platform/live/service';
import { and, asc, count, desc, eq, inArray, isNull, notInArray, type SQL, sql } from 'drizzle-orm';

/** Two spellings with one key are one tag. */
export const keyOfTag = (name: string): string => name.normalize('NFKC').toLowerCase();

type TagRow = { id: string; key: string; name: string };

/** These tags, made where they are new. Names keep the spelling that came first. */
const ensureTags = async (tx: Tx, userId: string, names: readonly string[]): Promise<TagRow[]> => {
  const byKey = new Map(names.map((name) => [keyOfTag(name), name]));
  if (byKey.size === 0) return [];
  const look = (): Promise<TagRow[]> =>
    tx
      .select({ id: tags.id, key: tags.key, name: tags.name })
      .from(tags)
      .where(and(eq(tags.userId, userId), inArray(tags.key, [...byKey.keys()])));
  const there = await look();
  if (there.length === byKey.size) return there;
  // In one order always, so that two savers of the same tags wait for each other instead of locking each other out.
  const values = [...byKey]
    .filter(([key]) => !there.some((tag) => tag.key === key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, name]) => ({ id: newId(), userId, name, key }));
  await tx
    .insert(tags)
    .values(values)
    .onConflictDoNothing({ target: [tags.userId, tags.key] });
  return look();
};

/** Tags a bookmark that was made in this transaction; answers the names as a person sees them. */
export const tagFresh = async (
  tx: Tx,
  userId: string,
  bookmarkId: string,
  names: readonly string[],
): Promise<string[]> => {
  const wanted = await ensureTags(tx, userId, names);
  if (wanted.length > 0)
    await tx
      .insert(bookmarkTags)
      .values(wanted.map(({ id: tagId }) => ({ tagId, bookmarkId, source: 'person' as const })));
  return wanted.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name);
};

/** Replaces what a person tagged; what they took off is remembered, so that no job puts it back. */
export const setTags = async (
  tx: Tx,
  userId: string,
  bookmarkId: string,
  names: readonly string[],
): Promise<void> => {
  const wanted = (await ensureTags(tx, userId, names)).map(({ id }) => id);
  const here = eq(bookmarkTags.bookmarkId, bookmarkId);
  await tx
    .update(bookmarkTags)
    .set({ removed: true })
    .where(wanted.length > 0 ? and(here, notInArray(bookmarkTags.tagId, wanted)) : here);
  if (wanted.length === 0) return;
  await tx
    .insert(bookmarkTags)
    .values(wanted.map((tagId) => ({ tagId, bookmarkId, source: 'person' as const })))
    .onConflictDoUpdate({
      target: [bookmarkTags.tagId, bookmarkTags.bookmarkId],
      set: { removed: false, source: 'person' },
    });
};

/** Tags all of these; answers the ids of those that did not have the tag. */
export const addTag = async (tx: Tx, userId: string, ids: string[], name: string): Promise<string[]> => {
  const [tag] = await ensureTags(tx, userId, [name]);
  const tagId = tag?.id;
  if (tagId === undefined || ids.length === 0) return [];
  const had = await tx
    .select({ id: bookmarkTags.bookmarkId })
    .from(bookmarkTags)
    .where(
      and(
        eq(bookmarkTags.tagId, tagId),
        inArray(bookmarkTags.bookmarkId, ids),
        eq(bookmarkTags.removed, false),
      ),
    );
  const fresh = ids.filter((id) => !had.some((one) => one.id === id));
  if (fresh.length === 0) return [];
  await tx
    .insert(bookmarkTags)
    .values(fresh.map((bookmarkId) => ({ tagId, bookmarkId, source: 'person' as const })))
    .onConflictDoUpdate({
      target: [bookmarkTags.tagId, bookmarkTags.bookmarkId],
      set: { removed: false, source: 'person' },
    });
  return fresh;
};

/** Takes the tag off all of these, for good; answers the ids of those that had it. */
export const removeTag = async (tx: Tx, userId: string, ids: string[], name: string): Promise<string[]> => {
  const own = tx
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.userId, userId), eq(tags.key, keyOfTag(name))));
  const rows = await tx
    .update(bookmarkTags)
    .set({ removed: true })
    .where(
      and(
        inArray(bookmarkTags.tagId, own),
        inArray(bookmarkTags.bookmarkId, ids),
        eq(bookmarkTags.removed, false),
      ),
    )
    .returning({ id: bookmarkTags.bookmarkId });
  return rows.map(({ id }) => id);
};

/** Adds what a job suggests, but nothing that the person took off. */
export const suggestToBookmark = async (
  tx: Tx,
  userId: string,
  bookmarkId: string,
  names: readonly string[],
): Promise<void> => {
  const wanted = (await ensureTags(tx, userId, names)).map(({ id }) => id);
  if (wanted.length === 0) return;
  await tx
    .insert(bookmarkTags)
    .values(wanted.map((tagId) => ({ tagId, bookmarkId, source: 'job' as const })))
    .onConflictDoNothing();
};

/** A person's tags: list, rename, merge, delete. */
export class TagsService {
  readonly #db: Db;

  constructor(ports: { db: Db }) {
    this.#db = ports.db;
  }

  /** With how many bookmarks each has, the most used first. */
  async list(
    actor: Pick<Actor, 'userId'>,
    max = 1_000,
  ): Promise<{ items: { tag: string; count: number }[] }> {
    return { items: await this.#counted(eq(tags.userId, actor.userId), max) };
  }

  /** The tags that a person put on something themselves, with how much they use them: what jobs made is no wish of theirs. */
  ownOf(userId: string, max: number): Promise<{ tag: string; count: number }[]> {
    return this.#counted(and(eq(tags.userId, userId), eq(bookmarkTags.source, 'person')), max);
  }

  #counted(which: SQL | undefined, max: number): Promise<{ tag: string; count: number }[]> {
    const used = count(bookmarks.id);
    return this.#db
      .select({ tag: tags.name, count: used })
      .from(tags)
      .innerJoin(bookmarkTags, and(eq(bookmarkTags.tagId, tags.id), eq(bookmarkTags.removed, false)))
      .innerJoin(bookmarks, and(eq(bookmarks.id, bookmarkTags.bookmarkId), isNull(bookmarks.deletedAt)))
      .where(which)
      .groupBy(tags.id)
      .orderBy(desc(used), asc(tags.key))
      .limit(max);
  }

  namesOf(bookmarkId: string): Promise<string[]> {
    return this.#namesOf(bookmarkId, false);
  }

  /** What the person took off this bookmark. */
  removedFrom(bookmarkId: string): Promise<string[]> {
    return this.#namesOf(bookmarkId, true);
  }

  async #namesOf(bookmarkId: string, removed: boolean): Promise<string[]> {
    const rows = await this.#db
      .select({ name: tags.name })
      .from(bookmarkTags)
      .innerJoin(tags, eq(tags.id, bookmarkTags.tagId))
      .where(and(eq(bookmarkTags.bookmarkId, bookmarkId), eq(bookmarkTags.removed, removed)));
    return rows.map((row) => row.name);
  }

  async #own(tx: Tx, actor: Actor, name: string) {
    const [row] = await tx
      .select()
      .from(tags)
      .where(and(eq(tags.userId, actor.userId), eq(tags.key, keyOfTag(name))))
      .for('update');
    return row;
  }

  /** Gives a tag another name; where that name is a tag already, the two become one. */
  async rename(actor: Actor, from: string, to: string): Promise<{ tag: string; count: number }> {
    await this.#db.transaction(async (tx) => {
      const source = await this.#own(tx, actor, from);
      if (!source) throw notFound('tag');
      const target = keyOfTag(to) === source.key ? undefined : await this.#own(tx, actor, to);
      if (!target) {
        await tx
          .update(tags)
          .set({ name: to, key: keyOfTag(to), updatedAt: sql`now()` })
          .where(eq(tags.id, source.id));
      } else {
        await tx.execute(sql`
          insert into bookmarks.bookmark_tags (tag_id, bookmark_id, source, removed)
          select ${target.id}, bookmark_id, source, removed from bookmarks.bookmark_tags where tag_id = ${source.id}
          on conflict (tag_id, bookmark_id) do update set removed = bookmark_tags.removed and excluded.removed`);
        await tx.delete(tags).where(eq(tags.id, source.id));
      }
      await notifyChange(tx, { userId: actor.userId, app: 'firebook', topic: 'tags', data: {} });
    });
    const { items } = await this.list(actor);
    return items.find((item) => keyOfTag(item.tag) === keyOfTag(to)) ?? { tag: to, count: 0 };
  }

  /** Takes a tag off everything. Again is fine. */
  async delete(actor: Actor, name: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.delete(tags).where(and(eq(tags.userId, actor.userId), eq(tags.key, keyOfTag(name))));
      await notifyChange(tx, { userId: actor.userId, app: 'firebook', topic: 'tags', data: {} });
    });
  }
}
