import { bigserial, index, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { at } from '../columns.ts';

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
  },
  (t) => [index('changes_user').on(t.userId, t.seq), index('changes_at').on(t.at)],
);
