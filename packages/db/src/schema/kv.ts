import { doublePrecision, index, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { at } from '../columns.ts';

export const kvSchema = pgSchema('kv');

/** The key-value port's embedded store. UNLOGGED: fast, and empty after a crash of the server, as a cache may be. */
export const entries = kvSchema.table(
  'entries',
  { key: text('key').primaryKey(), value: jsonb('value').notNull(), expiresAt: at('expires_at') },
  (t) => [index('entries_expires_at').on(t.expiresAt)],
);

/** One row a limited key: the theoretical arrival time of the generic cell rate algorithm, epoch seconds. */
export const rateLimits = kvSchema.table('rate_limits', {
  key: text('key').primaryKey(),
  arrivalAt: doublePrecision('arrival_at').notNull(),
});

/** Answers to requests with an Idempotency-Key, kept 24 h. Logged: a replay must survive a crash. */
export const idempotency = kvSchema.table(
  'idempotency',
  {
    key: text('key').primaryKey(),
    bodyHash: text('body_hash').notNull(),
    requestId: text('request_id').notNull(),
    status: text('status'),
    body: jsonb('body'),
    claimedBy: uuid('claimed_by').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('idempotency_expires_at').on(t.expiresAt)],
);
