import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from '../columns.ts';

export const eventsSchema = pgSchema('events');

/** Events whose transaction has committed and that nobody has taken yet; the relay deletes what it has handed on. */
export const outbox = eventsSchema.table(
  'outbox',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    id: uuid('id').notNull().unique(),
    subject: text('subject').notNull(),
    /** The whole envelope, as it will be handed on. */
    envelope: jsonb('envelope').notNull(),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: at('created_at').notNull().defaultNow(),
    /** Later than now while the relay waits before it tries again. */
    availableAt: at('available_at').notNull().defaultNow(),
  },
  (t) => [index('outbox_subject_seq').on(t.subject, t.seq)],
);

/** What a consumer has done already; its row commits together with its effect. */
export const inbox = eventsSchema.table(
  'inbox',
  {
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.consumer, t.eventId] }), index('inbox_created_at').on(t.createdAt)],
);

/** What kept failing and waits for an operator. `resolution` is null while it waits. */
export const deadLetters = eventsSchema.table(
  'dead_letters',
  {
    id: uuid('id').primaryKey(),
    /** `relay`, or the id of the function whose run failed. */
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    eventName: text('event_name').notNull(),
    subject: text('subject'),
    event: jsonb('event').notNull(),
    runId: uuid('run_id'),
    error: jsonb('error').$type<{ name: string; message: string; stack?: string | undefined }>().notNull(),
    attempts: integer('attempts').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    resolution: text('resolution').$type<'replayed' | 'discarded'>(),
    resolvedBy: text('resolved_by'),
    resolvedAt: at('resolved_at'),
  },
  (t) => [
    index('dead_letters_open').on(t.id).where(sql`${t.resolution} is null`),
    index('dead_letters_run_id').on(t.runId),
  ],
);
