import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { type WordRow, words } from '@portfolio/db/schema/vocabulary';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { decodeIdCursor, encodeCursor, page } from '@portfolio/platform/kernel/cursor';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import { refuseStale } from '@portfolio/platform/kernel/versions';
import { notifyChange } from '@portfolio/platform/live/service';
import { and, desc, eq, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import { wordChanged, wordCreated, wordDeleted } from './events.ts';
import type { BulkWords, CreateWord, ListVocabulary, UpdateWord, Word, WordPage } from './schema.ts';
import type { DecksService } from './service.decks.ts';
import { foldText, foldWord, termKeyOf } from './service.fold.ts';

const order = '-id';
const live = and(isNull(words.deletedAt), isNull(words.deckDeletedAt));
const trashed = and(isNotNull(words.deletedAt), isNull(words.deckDeletedAt));
/** Of these ids, the ones whose term is free in `deck`; of two with one term, the older. */
const free = (ids: readonly string[], deck: SQL) => sql`not exists (
  select 1 from vocabulary.words w where w.term_key = ${words.termKey} and w.id <> ${words.id}
    and ((w.deck_id = ${deck} and w.deleted_at is null)
      or (w.id = any(${sql.param(ids)}::uuid[]) and w.id < ${words.id})))`;

/** A row as callers see it. */
const presentWord = (row: WordRow): Word => ({
  id: row.id,
  version: row.version,
  term: row.term,
  translations: row.translations,
  language: row.language,
  translationLanguage: row.translationLanguage,
  context: row.context,
  partOfSpeech: row.partOfSpeech,
  deckId: row.deckId,
  tags: row.tags,
  due: row.dueAt?.toISOString() ?? null,
  state: row.state,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

type Change = Pick<Partial<WordRow>, 'deletedAt' | 'deckId'> & { state?: WordRow['state'] | SQL };

/** Without the fields that were not sent. */
const defined = <T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

const stateAfter = ({ state, dueAt }: WordRow, suspended: boolean | undefined): WordRow['state'] => {
  if (suspended === undefined || suspended === (state === 'suspended')) return state;
  return suspended ? 'suspended' : dueAt ? 'review' : 'new';
};

const eventOf = { created: wordCreated, changed: wordChanged, deleted: wordDeleted };

/** A person's words: list, search, quick add, change, delete and bring back. */
export class VocabularyService {
  readonly #db: Db;
  readonly #decks: DecksService;

  constructor(ports: { db: Db; decks: DecksService }) {
    this.#db = ports.db;
    this.#decks = ports.decks;
  }

  /** What the caller owns and has not deleted; everything else is not there. */
  async #own(tx: Db | Tx, actor: Actor, id: string): Promise<WordRow> {
    const [row] = await tx
      .select()
      .from(words)
      .where(and(eq(words.id, id), eq(words.userId, actor.userId), live));
    if (!row) throw notFound('word');
    return row;
  }

  async #tell(tx: Tx, actor: Actor, what: keyof typeof eventOf, ids: readonly string[]): Promise<void> {
    const { userId } = actor;
    if (ids.length === 0) return;
    const events = ids.map((id) =>
      eventOf[what].of({ subject: id, actor: userId, data: { wordId: id, userId } }),
    );
    await publish(tx, ...events);
    await notifyChange(tx, { userId, app: 'intervalai', topic: 'vocabulary', data: { what } });
  }

  /** Newest first; `q` finds a part of term, translation or tag, whatever its accents and case. */
  async list(actor: Actor, { cursor, limit, q, deck, deleted }: ListVocabulary): Promise<WordPage> {
    const before = cursor === undefined ? undefined : decodeIdCursor(cursor, order).id;
    const folded = q ? foldText(q).replaceAll(/[\\%_]/g, '\\$&') : '';
    const rows = await this.#db
      .select()
      .from(words)
      .where(
        and(
          eq(words.userId, actor.userId),
          deleted ? trashed : live,
          deck === undefined ? undefined : eq(words.deckId, deck),
          folded === '' ? undefined : sql`${words.folded} like ${`%${folded}%`}`,
          before === undefined ? undefined : lt(words.id, before),
        ),
      )
      .orderBy(desc(words.id))
      .limit(limit + 1);
    return page(rows, limit, presentWord, (row) => encodeCursor(order, [row.id]));
  }

  async get(actor: Actor, id: string): Promise<Word> {
    return presentWord(await this.#own(this.#db, actor, id));
  }

  /** Throws 409 `duplicate` with `existingId` for a term that its deck holds; without a deck it goes into the first. */
  async create(actor: Actor, { suspended, tags, deckId, ...input }: CreateWord): Promise<Word> {
    return this.#db.transaction(async (tx) => {
      const deck = deckId ? await this.#decks.hold(tx, actor, deckId) : await this.#decks.first(tx, actor);
      const row = {
        ...input,
        id: newId(),
        userId: actor.userId,
        deckId: deck.id,
        tags: tags ?? [],
        state: suspended ? ('suspended' as const) : ('new' as const),
        termKey: termKeyOf(input.term),
        folded: foldWord({ ...input, tags: tags ?? [] }),
      };
      const [made] = await tx.insert(words).values(row).onConflictDoNothing().returning();
      if (!made) throw await this.#duplicate(tx, deck.id, row.termKey);
      await this.#tell(tx, actor, 'created', [made.id]);
      return presentWord(made);
    });
  }

  async #duplicate(tx: Db | Tx, deckId: string, termKey: string): Promise<DomainError> {
    const [existing] = await tx
      .select({ id: words.id })
      .from(words)
      .where(and(eq(words.deckId, deckId), eq(words.termKey, termKey), isNull(words.deletedAt)));
    return new DomainError('duplicate', 'This deck holds that term already.', {
      members: { existingId: existing?.id ?? null },
    });
  }

  /** Changes the fields that are present. 409 `conflict` when `ifMatch` is stale, `duplicate` for a term of the deck. */
  async update(actor: Actor, { id, ...input }: UpdateWord, ifMatch?: number): Promise<Word> {
    const { suspended, deckId, ...changes } = input;
    return this.#db.transaction(async (tx) => {
      await tx.select({ id: words.id }).from(words).where(eq(words.id, id)).for('update');
      const current = await this.#own(tx, actor, id);
      await refuseStale(current.version, ifMatch, () => presentWord(current));
      if (deckId) await this.#decks.own(tx, actor, deckId);
      const next = { ...current, ...defined(changes), ...(deckId ? { deckId } : {}) };
      const termKey = termKeyOf(next.term);
      await this.#refuseTaken(tx, id, next.deckId, termKey);
      const [row] = await tx
        .update(words)
        .set({
          ...changes,
          deckId: next.deckId,
          termKey,
          folded: foldWord(next),
          state: stateAfter(current, suspended),
          version: current.version + 1,
          updatedAt: sql`now()`,
        })
        .where(eq(words.id, id))
        .returning();
      if (!row) throw notFound('word');
      await this.#tell(tx, actor, 'changed', [id]);
      return presentWord(row);
    });
  }

  /** Deck rows are locked first, so that two words do not take one term between the look and the write. */
  async #refuseTaken(tx: Tx, id: string, deckId: string, termKey: string): Promise<void> {
    await this.#decks.lock(tx, deckId);
    const [other] = await tx
      .select({ id: words.id })
      .from(words)
      .where(
        and(eq(words.deckId, deckId), eq(words.termKey, termKey), isNull(words.deletedAt), ne(words.id, id)),
      );
    if (other) throw await this.#duplicate(tx, deckId, termKey);
  }

  /** Into the trash, for 30 days. Again is fine while it lies there. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const [row] = await tx
        .update(words)
        .set({ deletedAt: sql`coalesce(${words.deletedAt}, now())`, updatedAt: sql`now()` })
        .where(and(eq(words.id, id), eq(words.userId, actor.userId)))
        .returning({ id: words.id });
      if (!row) throw notFound('word');
      await this.#tell(tx, actor, 'deleted', [id]);
    });
  }

  /** Brings back what was deleted; 409 `duplicate` where its term was added again meanwhile. */
  async restore(actor: Actor, id: string): Promise<Word> {
    return this.#db.transaction(async (tx) => {
      const mine = and(eq(words.id, id), eq(words.userId, actor.userId), isNull(words.deckDeletedAt));
      const [row] = await tx.select().from(words).where(mine).for('update');
      if (!row) throw notFound('word');
      await this.#refuseTaken(tx, id, row.deckId, row.termKey);
      await tx.update(words).set({ deletedAt: null, updatedAt: sql`now()` }).where(mine);
      await this.#tell(tx, actor, 'changed', [id]);
      return presentWord({ ...row, deletedAt: null });
    });
  }

  /** One act on many. Answers the ids that it changed; others' ids, and terms that a deck holds already, stay as they are. */
  async bulk(actor: Actor, { ids, action, deckId }: BulkWords): Promise<{ ids: string[] }> {
    return this.#db.transaction(async (tx) => {
      const set = (where: SQL | undefined, change: Change) => this.#set(tx, actor, ids, where, change);
      const acts = {
        move: () => this.#move(tx, actor, ids, deckId),
        delete: () => set(live, { deletedAt: new Date() }),
        restore: () => set(and(trashed, free(ids, sql`${words.deckId}`)), { deletedAt: null }),
        suspend: () => set(and(live, sql`${words.state} <> 'suspended'`), { state: 'suspended' }),
        resume: () =>
          set(and(live, eq(words.state, 'suspended')), {
            state: sql`case when ${words.dueAt} is null then 'new' else 'review' end`,
          }),
      };
      const changed = await acts[action]();
      await this.#tell(tx, actor, action === 'delete' ? 'deleted' : 'changed', changed);
      return { ids: changed };
    });
  }

  async #set(
    tx: Tx,
    actor: Actor,
    ids: readonly string[],
    where: SQL | undefined,
    change: Change,
  ): Promise<string[]> {
    const rows = await tx
      .update(words)
      .set({ ...change, version: sql`${words.version} + 1`, updatedAt: sql`now()` })
      .where(and(inArray(words.id, [...ids]), eq(words.userId, actor.userId), where))
      .returning({ id: words.id });
    return rows.map((row) => row.id);
  }

  async #move(tx: Tx, actor: Actor, ids: readonly string[], deckId: string | undefined): Promise<string[]> {
    if (!deckId) throw invalid('deckId', 'Into which deck?');
    await this.#decks.own(tx, actor, deckId);
    await this.#decks.lock(tx, deckId);
    const there = and(live, ne(words.deckId, deckId), free(ids, sql`${deckId}::uuid`));
    return this.#set(tx, actor, ids, there, { deckId });
  }

  /** Deletes for good what lay in the trash for 30 days; answers how many. */
  async purge(): Promise<number> {
    const rows = await this.#db
      .delete(words)
      .where(lt(words.deletedAt, sql`now() - interval '30 days'`))
      .returning({ id: words.id });
    return rows.length;
  }
}
