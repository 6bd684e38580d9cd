import { sql } from 'drizzle-orm';
import { bigserial, index, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { at, xid } from '../columns.ts';

export const liveSchema = pgSchema('live');

/** What changed for a person, in order: the stream to their browsers resumes by `seq`. Kept for a day. */
export const changes = liveSchema.table(
  'changes',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    userId: uuid('user_id').notNull(),
    app: text('app').notNull(),
    topic: text('topic').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    at: at('at').notNull().defaultNow(),
    /** The transaction that wrote it: what was under way at a reader's last look may come with an earlier `seq`. */
    xid: xid('xid').notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    index('changes_user').on(t.userId, t.seq),
    index('changes_user_xid').on(t.userId, t.xid),
    index('changes_at').on(t.at),
  ],
);
