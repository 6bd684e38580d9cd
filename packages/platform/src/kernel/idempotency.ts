import { createHash } from 'node:crypto';
import type { Db } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { idempotency } from '@portfolio/db/schema/kv';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { DomainError } from './errors.ts';

export type StoredAnswer = { status: number; body: unknown };

const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64url');
const keyPattern = /^[\x21-\x7e]{1,255}$/;

/**
 * Runs `act` once for a caller, route, tenant and key within 24 h: the same key and body gets the first answer again, another
 * body is 422, one in flight 409. A claim whose process died is free after a minute.
 */
export const idempotent = async (
  db: Db,
  use: {
    caller: string;
    route: string;
    /** As the caller named it; the same key in another tenant is another request. */
    tenant?: string | undefined;
    key: string;
    body: Uint8Array;
    requestId: string;
  },
  act: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { replayed: boolean }> => {
  if (!keyPattern.test(use.key))
    throw new DomainError('validation_failed', 'The Idempotency-Key is 1–255 visible ASCII characters.', {
      fields: { 'Idempotency-Key': ['1–255 visible ASCII characters.'] },
    });
  const tenant = use.tenant === undefined ? '' : `\n${use.tenant}`;
  const key = digest(`${use.caller}\n${use.route}\n${use.key}${tenant}`);
  const bodyHash = digest(use.body);
  const claimedBy = newId();
  const fresh = {
    bodyHash,
    claimedBy,
    requestId: use.requestId,
    status: null,
    body: null,
    expiresAt: sql`now() + interval '24 hours'`,
  };
  const stale = and(
    isNull(idempotency.status),
    lt(idempotency.expiresAt, sql`now() + interval '23 hours 59 minutes'`),
  );
  const claimed = await db
    .insert(idempotency)
    .values({ key, ...fresh })
    .onConflictDoUpdate({
      target: idempotency.key,
      set: fresh,
      setWhere: or(lt(idempotency.expiresAt, sql`now()`), and(stale, eq(idempotency.bodyHash, bodyHash))),
    })
    .returning({ key: idempotency.key });
  if (claimed.length === 0) return replay(db, key, bodyHash);
  const mine = and(eq(idempotency.key, key), eq(idempotency.claimedBy, claimedBy));
  try {
    const answer = await act();
    await db
      .update(idempotency)
      .set({ status: String(answer.status), body: answer.body ?? null })
      .where(mine);
    return { ...answer, replayed: false };
  } catch (error) {
    await db.delete(idempotency).where(mine);
    throw error;
  }
};

const replay = async (db: Db, key: string, bodyHash: string) => {
  const [row] = await db.select().from(idempotency).where(eq(idempotency.key, key));
  if (row && row.bodyHash !== bodyHash)
    throw new DomainError('idempotency_mismatch', 'This Idempotency-Key was used with another body.');
  if (!row?.status)
    throw new DomainError('in_flight', 'The first request with this Idempotency-Key is still running.');
  return { status: Number(row.status), body: row.body ?? undefined, replayed: true };
};
