import { ringAtCommit } from '@portfolio/db/bell';
import type { Db, Sql, Tx } from '@portfolio/db/client';
import { changes } from '@portfolio/db/schema/live';
import { and, asc, eq, gt, gte, lt, lte, notInArray, type SQL, sql } from 'drizzle-orm';
import type { AppName } from '../kernel/actor.ts';
import { DomainError } from '../kernel/errors.ts';

/**
 * How far a reader got: every change up to `seq` but those of transactions from `xmin` on, which were still under way at
 * its last look and may become visible behind it.
 */
export type Position = { seq: number; xmin: string };
/** A change, and the position after it. */
export type Change = { position: Position; app: string; topic: string; data: Record<string, unknown> };
type NewChange = { userId: string; app: AppName; topic: string; data: Record<string, unknown> };

const channel = 'changes';
const pageSize = 200;
/** Open streams of one person in one process. */
const streamsMax = 30;
const xmin = sql<string>`pg_snapshot_xmin(pg_current_snapshot())::text`;

/** Writes a change for a person into the caller's transaction; their open pages hear of it at commit. */
export const notifyChange = async (tx: Tx, change: NewChange): Promise<void> => {
  await tx.insert(changes).values(change);
  await ringAtCommit(tx, channel, change.userId);
};

/** The changes of one person as a stream that resumes after the last sequence number seen. */
export class LiveService {
  readonly #db: Db;
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #open = new Map<string, number>();
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

  /** Takes one of a person's places in this process; answers how to give it back. Throws 429 where none is left. */
  enter(userId: string): () => void {
    const open = this.#open.get(userId) ?? 0;
    if (open >= streamsMax)
      throw new DomainError('rate_limited', 'This is open in too many windows. Close some and reload.', {
        headers: { 'retry-after': '30' },
      });
    this.#open.set(userId, open + 1);
    return () => {
      const left = (this.#open.get(userId) ?? 1) - 1;
      if (left > 0) this.#open.set(userId, left);
      else this.#open.delete(userId);
    };
  }

  /** Where a reader who knows everything up to now goes on. */
  async now(userId: string): Promise<Position> {
    const last = sql<number>`coalesce((select max(seq) from live.changes where user_id = ${userId}), 0)::int8`;
    const [row] = await this.#db.select({ seq: last.mapWith(Number), xmin }).from(sql`(values (1)) as one`);
    return row ?? { seq: 0, xmin: '0' };
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
      const timer = setTimeout(finish, this.#listening ? 5_000 : 1_000);
      wakes.add(finish);
      signal.addEventListener('abort', finish);
    });
  }

  /**
   * Yields changes after a position as they come, until the signal or `alive` says that the session is over. None is
   * missed; one whose transaction was under way at the position may come again.
   */
  async *stream(
    userId: string,
    after: Position,
    signal: AbortSignal,
    alive: () => Promise<boolean>,
  ): AsyncGenerator<Change> {
    let { seq, xmin } = after;
    let shown: { seq: number; xid: string }[] = [];
    let checkedAt = Date.now();
    while (!signal.aborted) {
      const woken = this.#sleep(userId, signal);
      const since = xmin;
      const behind = and(
        lte(changes.seq, seq),
        gte(changes.xid, since),
        shown.length > 0
          ? notInArray(
              changes.seq,
              shown.map((row) => row.seq),
            )
          : undefined,
      );
      const late = await this.#look(userId, behind);
      const fresh = await this.#look(userId, gt(changes.seq, seq));
      // Every row of a transaction before the first look's oldest one was visible to it.
      if (late.rows.length < pageSize) xmin = late.xmin;
      for (const { xid, ...row } of [...late.rows, ...fresh.rows]) {
        seq = Math.max(seq, row.seq);
        shown.push({ seq: row.seq, xid });
        yield { position: { seq, xmin: since }, app: row.app, topic: row.topic, data: row.data };
      }
      shown = shown.filter((row) => BigInt(row.xid) >= BigInt(xmin));
      if (Date.now() - checkedAt > 29_000) {
        if (!(await alive())) return;
        checkedAt = Date.now();
      }
      if (late.rows.length < pageSize && fresh.rows.length < pageSize) await woken;
    }
  }

  async #look(userId: string, where: SQL | undefined) {
    const { seq, app, topic, data, xid } = changes;
    const found = await this.#db
      .select({ xmin, row: { seq, app, topic, data, xid } })
      .from(sql`(values (1)) as one`)
      .leftJoin(changes, and(eq(changes.userId, userId), where))
      .orderBy(asc(changes.seq))
      .limit(pageSize);
    const rows = found.flatMap(({ row }) => (row ? [row] : []));
    return { rows, xmin: found[0]?.xmin ?? '0' };
  }

  /** Drops what is older than a day. */
  async sweep(): Promise<void> {
    await this.#db.delete(changes).where(lt(changes.at, sql`now() - interval '1 day'`));
  }
}
