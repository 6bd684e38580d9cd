import { sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';

type Tx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];
type Ring = { channel: string; payload: string };

/** What each open transaction will ring at its commit. */
const pending = new WeakMap<object, Ring[]>();

/**
 * NOTIFYs once this transaction has committed. A NOTIFY inside of it would make all commits of the database wait for each
 * other. Whoever listens also looks by itself now and then: a process that dies between the two only costs time.
 */
export const ringAtCommit = async (tx: Tx, channel: string, payload = ''): Promise<void> => {
  const rings = pending.get(tx);
  if (rings) rings.push({ channel, payload });
  else await tx.execute(sql`select pg_notify(${channel}, ${payload})`);
};

const gatherMs = 4;

/** Gathers what is to be rung for a few milliseconds, and rings each once. */
export class Bell {
  readonly #client: postgres.Sql;
  readonly #rings = new Map<string, Ring>();
  #timer: NodeJS.Timeout | null = null;
  #ringing: Promise<void> = Promise.resolve();

  constructor(client: postgres.Sql) {
    this.#client = client;
  }

  /** The same handle, whose transactions ring when they have committed. */
  on(db: PostgresJsDatabase): PostgresJsDatabase {
    const transaction = db.transaction.bind(db);
    db.transaction = async (work, config) => {
      const rings: Ring[] = [];
      const result = await transaction((tx) => {
        pending.set(tx, rings);
        return work(tx);
      }, config);
      this.#add(rings);
      return result;
    };
    return db;
  }

  async close(): Promise<void> {
    this.#flush();
    await this.#ringing;
  }

  #add(rings: readonly Ring[]): void {
    for (const ring of rings) this.#rings.set(`${ring.channel} ${ring.payload}`, ring);
    if (this.#rings.size > 0) this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const all = [...this.#rings.values()];
    this.#rings.clear();
    if (all.length === 0) return;
    const channels = all.map(({ channel }) => channel);
    const payloads = all.map(({ payload }) => payload);
    this.#ringing = this
      .#client`select pg_notify(c, p) from unnest(${channels}::text[], ${payloads}::text[]) as t(c, p)`.then(
      () => {},
      // The listeners look by themselves; the next request will say what is wrong with the database.
      () => {},
    );
  }
}
