import { sql } from 'drizzle-orm';
import { index, jsonb, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';

export const usersSchema = pgSchema('users');

/** People. Rows are emptied on erasure, never deleted: other domains' foreign keys may point here. */
export const users = usersSchema.table(
  'users',
  {
    ...resource(),
    username: text('username').notNull(),
    usernameKey: text('username_key').notNull(),
    /** NFKC-normalised and lower case. */
    email: text('email').notNull(),
    emailVerifiedAt: at('email_verified_at'),
    firstName: text('first_name'),
    lastName: text('last_name'),
    avatarMediaId: uuid('avatar_media_id'),
    bio: text('bio'),
    location: text('location'),
    website: text('website'),
    erasedAt: at('erased_at'),
  },
  (t) => [
    uniqueIndex('users_username_key').on(t.usernameKey),
    uniqueIndex('users_email').on(t.email),
    index('users_search').using(
      'gin',
      sql`(lower(${t.username} || ' ' || coalesce(${t.firstName}, '') || ' ' || coalesce(${t.lastName}, ''))) gin_trgm_ops`,
    ),
  ],
);

/** Usernames kept for someone who has not verified yet, at most 24 h, so that a sign-up says nothing of an e-mail. */
export const usernameHolds = usersSchema.table('username_holds', {
  usernameKey: text('username_key').primaryKey(),
  expiresAt: at('expires_at').notNull(),
});

export const preferences = usersSchema.table('preferences', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id),
  theme: text('theme').notNull().default('system'),
  language: text('language').notNull().default('en'),
  timeZone: text('time_zone').notNull().default('UTC'),
  notifications: jsonb('notifications')
    .$type<Record<string, Record<string, boolean>>>()
    .notNull()
    .default({}),
  quietHours: jsonb('quiet_hours').$type<{ from: string; to: string } | null>(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
