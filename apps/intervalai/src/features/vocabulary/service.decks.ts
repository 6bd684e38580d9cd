import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { type DeckRow, decks, words } from '@portfolio/db/schema/vocabulary';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { DomainError, notFound } from '@portfolio/platform/kernel/errors';
import { refuseStale } from '@portfolio/platform/kernel/versions';
import { notifyChange } from '@portfolio/platform/live/service';
import { and, asc, count, eq, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import { deckDeleted, deckRestored } from './events.ts';
import type { CreateDeck, Deck, DeckPage, UpdateDeck } from './schema.ts';

/** A deck costs a row of each list of decks; nobody has asked for more. */
const decksMax = 500;
const firstName = 'My words';

/** A person's decks: a handful, listed whole by name. */
export class DecksService {
  readonly #db: Db;

  constructor(ports: { db: Db }) {
    this.#db = ports.db;
  }

  /** What the caller owns and has not deleted; everything else is not there. */
  async own(tx: Db | Tx, actor: Actor, id: string): Promise<DeckRow> {
    const [row] = await tx
      .select()
      .from(decks)
      .where(and(eq(decks.id, id), eq(decks.userId, actor.userId), isNull(decks.deletedAt)));
    if (!row) throw notFound('deck');
    return row;
  }

  /** As `own`, and it is not deleted before the transaction ends. */
  async hold(tx: Tx, actor: Actor, id: string): Promise<DeckRow> {
    await tx.select({ id: decks.id }).from(decks).where(eq(decks.id, id)).for('share');
    return this.own(tx, actor, id);
  }

  /** Keeps others from changing the deck, and from adding to it, until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.select({ id: decks.id }).from(decks).where(eq(decks.id, id)).for('update');
  }

  /** The oldest deck, made where there is none: what a word without a deck goes into. */
  async first(tx: Tx, actor: Actor): Promise<DeckRow> {
    const mine = and(eq(decks.userId, actor.userId), isNull(decks.deletedAt));
    const [row] = await tx.select().from(decks).where(mine).orderBy(asc(decks.id)).limit(1).for('share');
    if (row) return row;
    await tx
      .insert(decks)
      .values({ id: newId(), userId: actor.userId, name: firstName })
      .onConflictDoNothing();
    const [made] = await tx.select().from(decks).where(mine).orderBy(asc(decks.id)).limit(1);
    if (!made) throw new Error('a deck that was just made is gone');
    return made;
  }

  async #present(tx: Db | Tx, rows: readonly DeckRow[]): Promise<Deck[]> {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const counts = await tx
      .select({ deckId: words.deckId, n: count() })
      .from(words)
      .where(and(inArray(words.deckId, ids), isNull(words.deletedAt)))
      .groupBy(words.deckId);
    const countOf = new Map(counts.map(({ deckId, n }) => [deckId, n]));
    return rows.map(({ userId, deletedAt, ...row }) => ({
      ...row,
      wordCount: countOf.get(row.id) ?? 0,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }));
  }

  async #one(tx: Db | Tx, row: DeckRow): Promise<Deck> {
    const [deck] = await this.#present(tx, [row]);
    if (!deck) throw new Error('a row was not presented');
    return deck;
  }

  /** All decks by name, each with its number of words. */
  async list(actor: Actor, deleted = false): Promise<DeckPage> {
    const rows = await this.#db
      .select()
      .from(decks)
      .where(and(eq(decks.userId, actor.userId), (deleted ? isNotNull : isNull)(decks.deletedAt)))
      .orderBy(sql`lower(${decks.name})`, asc(decks.id))
      .limit(decksMax);
    return { items: await this.#present(this.#db, rows) };
  }

  async create(actor: Actor, input: CreateDeck): Promise<Deck> {
    return this.#db.transaction(async (tx) => {
      await this.#refuseMany(tx, actor);
      await this.#refuseTaken(tx, actor, null, input.name);
      const [row] = await tx
        .insert(decks)
        .values({ ...input, id: newId(), userId: actor.userId })
        .onConflictDoNothing()
        .returning();
      if (!row) throw await this.#taken(tx, actor, input.name);
      await this.#announce(tx, actor);
      return this.#one(tx, row);
    });
  }

  async #refuseMany(tx: Tx, actor: Actor): Promise<void> {
    const n = await tx.$count(decks, and(eq(decks.userId, actor.userId), isNull(decks.deletedAt)));
    if (n >= decksMax)
      throw new DomainError('conflict', `You have ${decksMax} decks, which is the most. Delete one first.`);
  }

  async #refuseTaken(tx: Tx, actor: Actor, id: string | null, name: string): Promise<void> {
    const [other] = await tx
      .select({ id: decks.id })
      .from(decks)
      .where(
        and(
          eq(decks.userId, actor.userId),
          isNull(decks.deletedAt),
          sql`lower(${decks.name}) = lower(${name})`,
          id === null ? undefined : ne(decks.id, id),
        ),
      );
    if (other)
      throw new DomainError('duplicate', 'You have a deck of this name.', {
        members: { existingId: other.id },
      });
  }

  async #taken(tx: Tx, actor: Actor, name: string): Promise<DomainError> {
    await this.#refuseTaken(tx, actor, null, name);
    return new DomainError('conflict', 'Another request made this deck just now. Load the decks again.');
  }

  async #announce(tx: Tx, actor: Actor): Promise<void> {
    await notifyChange(tx, { userId: actor.userId, app: 'intervalai', topic: 'vocabulary', data: {} });
  }

  /** Changes the fields that are present. Throws 409 `conflict` with `current` when `ifMatch` is stale. */
  async update(actor: Actor, { id, ...changes }: UpdateDeck, ifMatch?: number): Promise<Deck> {
    return this.#db.transaction(async (tx) => {
      await this.lock(tx, id);
      const current = await this.own(tx, actor, id);
      await refuseStale(current.version, ifMatch, () => this.#one(tx, current));
      if (changes.name) await this.#refuseTaken(tx, actor, id, changes.name);
      const [row] = await tx
        .update(decks)
        .set({ ...changes, version: current.version + 1, updatedAt: sql`now()` })
        .where(eq(decks.id, id))
        .returning();
      if (!row) throw notFound('deck');
      await this.#announce(tx, actor);
      return this.#one(tx, row);
    });
  }

  /** Into the trash with its words, for 30 days. Again is fine while it lies there. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.#setDeleted(actor, id, true);
  }

  /** Brings a deck back with the words that it held; 409 `duplicate` where its name was taken meanwhile. */
  async restore(actor: Actor, id: string): Promise<Deck> {
    return this.#one(this.#db, await this.#setDeleted(actor, id, false));
  }

  async #setDeleted(actor: Actor, id: string, deleted: boolean): Promise<DeckRow> {
    return this.#db.transaction(async (tx) => {
      const mine = and(eq(decks.id, id), eq(decks.userId, actor.userId));
      const [row] = await tx.select().from(decks).where(mine).for('update');
      if (!row) throw notFound('deck');
      if ((row.deletedAt !== null) === deleted) return row;
      if (!deleted) await this.#refuseTaken(tx, actor, id, row.name);
      const at = deleted ? new Date() : null;
      await tx.update(decks).set({ deletedAt: at, updatedAt: sql`now()` }).where(mine);
      await tx.update(words).set({ deckDeletedAt: at }).where(eq(words.deckId, id));
      const event = deleted ? deckDeleted : deckRestored;
      const { userId } = actor;
      await publish(tx, event.of({ subject: id, actor: userId, data: { deckId: id, userId } }));
      await this.#announce(tx, actor);
      return { ...row, deletedAt: at };
    });
  }

  /** Deletes for good, words included, what lay in the trash for 30 days; answers how many decks. */
  async purge(): Promise<number> {
    const rows = await this.#db
      .delete(decks)
      .where(lt(decks.deletedAt, sql`now() - interval '30 days'`))
      .returning({ id: decks.id });
    return rows.length;
  }
}
