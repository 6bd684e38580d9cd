import type { Db } from '@portfolio/db/client';
import { entries, rateLimits } from '@portfolio/db/schema/kv';
import { eq, lt, sql } from 'drizzle-orm';
import type { KeyValue, Limit, LimitResult } from '../kv.ts';

type Row = { tat: number; now: number; allowed: boolean };

/**
 * One statement a take. `arrival_at` is the theoretical arrival time: a request is let in while it lies no further
 * ahead of now than the burst lasts.
 */
const take = async (db: Db, key: string, { perMinute, burst }: Limit, cost: number): Promise<LimitResult> => {
  const oneS = 60 / perMinute;
  const slackS = oneS * burst;
  // What costs more than the whole burst could never be paid.
  const stepS = oneS * Math.min(cost, burst);
  const now = sql`extract(epoch from clock_timestamp())::float8`;
  const [row] = await db.execute<Row>(sql`
    with taken as (
      insert into kv.rate_limits as l (key, arrival_at) values (${key}, ${now} + ${stepS}::float8)
      on conflict (key) do update set arrival_at = greatest(l.arrival_at, ${now}) + ${stepS}::float8
        where greatest(l.arrival_at, ${now}) + ${stepS}::float8 - ${now} <= ${slackS}::float8 + 1e-6
      returning arrival_at)
    select coalesce((select arrival_at from taken), (select arrival_at from kv.rate_limits where key = ${key})) as tat,
      ${now} as now, exists (select from taken) as allowed`);
  const aheadS = row ? Math.max(0, row.tat - row.now) : 0;
  return {
    allowed: row?.allowed ?? true,
    remaining: Math.max(0, Math.floor((slackS - aheadS) / oneS + 1e-6)),
    retryAfterMs: row?.allowed === false ? Math.max(1, Math.ceil((aheadS + stepS - slackS) * 1000)) : 0,
  };
};

/** The embedded driver: an UNLOGGED table of the platform's own database. */
export const postgresKeyValue = (db: Db): KeyValue => ({
  get: async (key) => {
    const [row] = await db
      .select({ value: entries.value })
      .from(entries)
      .where(sql`${entries.key} = ${key} and (${entries.expiresAt} is null or ${entries.expiresAt} > now())`);
    return row?.value ?? null;
  },
  set: async (key, value, ttlMs) => {
    const expiresAt = sql`now() + ${ttlMs}::float8 * interval '1 millisecond'`;
    await db
      .insert(entries)
      .values({ key, value, expiresAt })
      .onConflictDoUpdate({ target: entries.key, set: { value, expiresAt } });
  },
  add: async (key, value, ttlMs) => {
    const expiresAt = sql`now() + ${ttlMs}::float8 * interval '1 millisecond'`;
    const rows = await db
      .insert(entries)
      .values({ key, value, expiresAt })
      .onConflictDoUpdate({
        target: entries.key,
        set: { value, expiresAt },
        setWhere: lt(entries.expiresAt, sql`now()`),
      })
      .returning({ key: entries.key });
    return rows.length === 1;
  },
  delete: async (key) => {
    await db.delete(entries).where(eq(entries.key, key));
  },
  limit: (key, limit, cost = 1) => take(db, key, limit, cost),
  refund: async (key, { perMinute }) => {
    await db
      .update(rateLimits)
      .set({ arrivalAt: sql`${rateLimits.arrivalAt} - ${60 / perMinute}::float8` })
      .where(eq(rateLimits.key, key));
  },
  sweep: async () => {
    await db.delete(entries).where(lt(entries.expiresAt, sql`now()`));
    await db.delete(rateLimits).where(sql`${rateLimits.arrivalAt} < extract(epoch from now()) - 3600`);
  },
});
