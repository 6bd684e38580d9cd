import type { Db } from '@portfolio/db/client';
import { decks, type WordRow, words } from '@portfolio/db/schema/vocabulary';
import type { SearchDocument } from '@portfolio/platform/search/search';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';

const app = 'intervalai';

/** What search holds of words. */
export class WordDocuments {
  readonly #db: Db;
  readonly #origin: string;

  constructor(ports: { db: Db; origin: string }) {
    this.#db = ports.db;
    this.#origin = ports.origin;
  }

  #of(row: WordRow): SearchDocument {
    return {
      app,
      type: 'word',
      id: row.id,
      owner: row.userId,
      readers: [`user:${row.userId}`],
      title: row.term,
      body: [row.translations.join(', '), row.context, row.tags.join(' ')].filter(Boolean).join('\n'),
      url: `${this.#origin}/?word=${row.id}`,
    };
  }

  /** Null once the word, or its deck, is deleted. */
  async one(id: string): Promise<SearchDocument | null> {
    const [row] = await this.#db
      .select()
      .from(words)
      .where(and(eq(words.id, id), isNull(words.deletedAt), isNull(words.deckDeletedAt)));
    return row ? this.#of(row) : null;
  }

  /** A deck's words after `after`, in the order of their ids, with whether they are to be found. */
  async ofDeck(deckId: string, after: string | null, limit: number) {
    const [deck] = await this.#db.select().from(decks).where(eq(decks.id, deckId));
    const rows = await this.#db
      .select()
      .from(words)
      .where(
        and(
          eq(words.deckId, deckId),
          isNull(words.deletedAt),
          after === null ? undefined : gt(words.id, after),
        ),
      )
      .orderBy(asc(words.id))
      .limit(limit);
    const shown = deck !== undefined && deck.deletedAt === null;
    return { shown, documents: rows.map((row) => this.#of(row)) };
  }
}
