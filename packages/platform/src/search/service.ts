import type { Db, Tx } from '@portfolio/db/client';
import { readerships } from '@portfolio/db/schema/search';
import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import type { RecentApp, Search, SearchQuery, SearchResult } from './search.ts';

/** More groups than this are not looked into: the first in the order of their keys count. */
const readersMax = 200;

/** Adds a person to those who find the documents of `reader`, such as `room:<id>`, with the caller's changes. */
export const grantReader = async (tx: Tx, userId: string, reader: string): Promise<void> => {
  await tx.insert(readerships).values({ userId, reader }).onConflictDoNothing();
};

/** Takes a person, or with null everybody, out of the readers of `reader`. */
export const revokeReader = async (tx: Tx, userId: string | null, reader: string): Promise<void> => {
  await tx
    .delete(readerships)
    .where(and(eq(readerships.reader, reader), userId === null ? undefined : eq(readerships.userId, userId)));
};

/** Search with the eyes of whoever asks. */
export class SearchService {
  readonly #db: Db;
  readonly #search: Search;

  constructor(ports: { db: Db; search: Search }) {
    this.#db = ports.db;
    this.#search = ports.search;
  }

  /** The keys under which documents are readable for this person: their own, everybody's, and their groups'. */
  async readersOf(actor: Actor): Promise<string[]> {
    const rows = await this.#db
      .select({ reader: readerships.reader })
      .from(readerships)
      .where(eq(readerships.userId, actor.userId))
      .orderBy(asc(readerships.reader))
      .limit(readersMax);
    return [`user:${actor.userId}`, 'public', ...rows.map(({ reader }) => reader)];
  }

  async query(actor: Actor, query: Omit<SearchQuery, 'readers'>): Promise<SearchResult> {
    return this.#search.query({ ...query, readers: await this.readersOf(actor) });
  }

  /** What is there of this person's and their groups' in each app, with the `perApp` newest; not what is open to all. */
  async recent(actor: Actor, perApp: number): Promise<{ items: RecentApp[] }> {
    const readers = (await this.readersOf(actor)).filter((reader) => reader !== 'public');
    return { items: await this.#search.recent({ readers, perApp }) };
  }
}
