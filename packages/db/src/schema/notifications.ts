import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';

export const notificationsSchema = pgSchema('notifications');

/** What waits to go out or went out: one row a message and channel. */
export const messages = notificationsSchema.table(
  'messages',
  {
    ...resource(),
    channel: text('channel', { enum: ['email', 'sms', 'push'] }).notNull(),
    template: text('template').notNull(),
    recipient: text('recipient').notNull(),
    userId: uuid('user_id'),
    /** Whose act had it sent, where that is a person's to answer for: an invitation. */
    senderId: uuid('sender_id'),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    dedupeKey: text('dedupe_key'),
    /** RFC 5322 Message-ID: the same for every attempt, so that a provider's second copy can be told. */
    messageId: text('message_id').notNull(),
    state: text('state', { enum: ['queued', 'sent', 'failed'] })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    sentAt: at('sent_at'),
  },
  (t) => [
    uniqueIndex('messages_dedupe').on(t.channel, t.dedupeKey),
    index('messages_user').on(t.userId, t.id),
    index('messages_sender').on(t.senderId, t.createdAt).where(sql`sender_id is not null`),
    index('messages_recipient').on(t.recipient, t.createdAt),
  ],
);

/** Each attempt to hand a message to a provider. */
export const attempts = notificationsSchema.table(
  'attempts',
  {
    ...resource(),
    messageRow: uuid('message_row').notNull(),
    channel: text('channel').notNull(),
    provider: text('provider').notNull(),
    status: text('status', { enum: ['sent', 'failed'] }).notNull(),
    error: text('error'),
  },
  (t) => [index('attempts_message').on(t.messageRow, t.id)],
);

/** The bell's inbox. */
export const inbox = notificationsSchema.table(
  'inbox',
  {
    ...resource(),
    userId: uuid('user_id').notNull(),
    kind: text('kind').notNull(),
    app: text('app').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    url: text('url'),
    readAt: at('read_at'),
    dedupeKey: text('dedupe_key'),
  },
  (t) => [
    index('inbox_user').on(t.userId, t.id),
    index('inbox_unread').on(t.userId, t.readAt, t.id),
    uniqueIndex('inbox_dedupe').on(t.userId, t.dedupeKey),
  ],
);

/** The embedded mail driver's box: every message as it would have gone out. */
export const devMails = notificationsSchema.table(
  'dev_mails',
  {
    ...resource(),
    channel: text('channel').notNull(),
    to: text('to').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    messageId: text('message_id').notNull(),
  },
  (t) => [index('dev_mails_to').on(t.to, t.id), uniqueIndex('dev_mails_message_id').on(t.messageId)],
);
