import type { Db, Sql, Tx } from '@portfolio/db/client';
import { changes } from '@portfolio/db/schema/live';
import { and, asc, eq, gt, lt, max, sql } from 'drizzle-orm';
import type { AppName } from '../kernel/actor.ts';

export type Change = { seq: number; app: string; topic: string; data: Record<string, unknown> };
type NewChange = { userId: string; app: AppName; topic: string; data: Record<string, unknown> };

const channel = 'changes';
const pageSize = 200;

/** Writes a change for a person into the caller's transaction; their open pages hear of it at commit. */
export const notifyChange = async (tx: Tx, change: NewChange): Promise<void> => {
  // Sequence numbers must become visible in order: a reader that saw 8 never looks for 7 again.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`changes:${change.userId}`}, 0))`);
  await tx.insert(changes).values(change);
  await tx.execute(sql`select pg_notify(${channel}, ${change.userId})`);
};

/** The changes of one person as a stream that resumes after the last sequence number seen. */
export class LiveService {
  readonly #db: Db;
  readonly #waiting = new Map<string, Set<() => void>>();
  #listening = false;

  constructor(ports: { db: Db }) {
    this.#db = ports.db;
  }

  /** Wakes streams by NOTIFY; without it they look once a second. */
  async watch(listener: Sql): Promise<void> {
    await listener.listen(channel, (userId) => {
      for (const wake of this.#waiting.get(userId) ?? []) wake();
    });
    this.#listening = true;
  }

  async lastSeq(userId: string): Promise<number> {
    const [row] = await this.#db
      .select({ seq: max(changes.seq) })
      .from(changes)
      .where(eq(changes.userId, userId));
    return row?.seq ?? 0;
  }

  #sleep(userId: string, signal: AbortSignal): Promise<void> {
    return new Promise((done) => {
      const wakes = this.#waiting.get(userId) ?? new Set();
      this.#waiting.set(userId, wakes);
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        wakes.delete(finish);
        if (wakes.size === 0) this.#waiting.delete(userId);
        done();
      };
      const timer = setTimeout(finish, this.#listening ? 15_000 : 1_000);
      wakes.add(finish);
      signal.addEventListener('abort', finish);
    });
  }

  /** Yields changes after `seq` as they come, until the signal or `alive` says that the session is over. */
  async *stream(
    userId: string,
    after: number,
    signal: AbortSignal,
    alive: () => Promise<boolean>,
  ): AsyncGenerator<Change> {
    let seq = after;
    let checkedAt = Date.now();
    while (!signal.aborted) {
      const woken = this.#sleep(userId, signal);
      const rows = await this.#db
        .select({ seq: changes.seq, app: changes.app, topic: changes.topic, data: changes.data })
        .from(changes)
        .where(and(eq(changes.userId, userId), gt(changes.seq, seq)))
        .orderBy(asc(changes.seq))
        .limit(pageSize);
      for (const row of rows) {
        seq = row.seq;
        yield row;
      }
      if (Date.now() - checkedAt > 29_000) {
        if (!(await alive())) return;
        checkedAt = Date.now();
      }
      if (rows.length < pageSize) await woken;
    }
  }

  /** Drops what is older than a day. */
  async sweep(): Promise<void> {
    await this.#db.delete(changes).where(lt(changes.at, sql`now() - interval '1 day'`));
  }
}
