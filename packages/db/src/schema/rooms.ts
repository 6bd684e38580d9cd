import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';

export const roomsSchema = pgSchema('rooms');

export const roomLanguages = [
  ...(['javascript', 'typescript', 'python', 'sql', 'html', 'css', 'json'] as const),
  ...(['markdown', 'java', 'cpp', 'go', 'rust', 'lua', 'plaintext'] as const),
] as const;
export const visibilities = ['private', 'link', 'everyone'] as const;
export const roomRoles = ['owner', 'editor', 'viewer'] as const;
export type RoomRole = (typeof roomRoles)[number];

export const rooms = roomsSchema.table(
  'rooms',
  {
    ...resource(),
    version: integer('version').notNull().default(1),
    /** One of its participants; the only one with that role. */
    ownerId: uuid('owner_id').notNull(),
    title: text('title').notNull(),
    description: text('description'),
    language: text('language', { enum: roomLanguages }).notNull().default('javascript'),
    visibility: text('visibility', { enum: visibilities }).notNull().default('private'),
    archivedAt: at('archived_at'),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('rooms_open')
      .on(t.id)
      .where(sql`visibility = 'everyone' and deleted_at is null and archived_at is null`),
    index('rooms_title').using('gin', sql`lower(${t.title}) gin_trgm_ops`),
    index('rooms_deleted').on(t.deletedAt),
  ],
);

/** Who is, or was, in a room. */
export const participants = roomsSchema.table(
  'participants',
  {
    roomId: uuid('room_id')
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    role: text('role', { enum: roomRoles }).notNull(),
    favourite: boolean('favourite').notNull().default(false),
    joinedAt: at('joined_at').notNull().defaultNow(),
    /** When one of their pages of this room last said that it is open. */
    seenAt: at('seen_at'),
    leftAt: at('left_at'),
    /** Taken out by the owner for good: no link lets them in again. */
    banned: boolean('banned').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.roomId, t.userId] }),
    index('participants_person').on(t.userId, t.roomId).where(sql`left_at is null`),
    index('participants_joined').on(t.roomId, t.joinedAt, t.userId).where(sql`left_at is null`),
  ],
);

/** Ways in: for one person, for one address, or by a link. The token is kept as its hash. */
export const invites = roomsSchema.table(
  'invites',
  {
    ...resource(),
    roomId: uuid('room_id')
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    inviterId: uuid('inviter_id').notNull(),
    userId: uuid('user_id'),
    /** NFKC-normalised and lower case. */
    email: text('email'),
    role: text('role', { enum: roomRoles }).notNull(),
    tokenHash: text('token_hash').notNull(),
    expiresAt: at('expires_at'),
    /** How many may still come in by it; null for any number. */
    usesLeft: integer('uses_left'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    uniqueIndex('invites_token').on(t.tokenHash),
    index('invites_room').on(t.roomId, t.id),
    index('invites_person').on(t.userId, t.roomId),
  ],
);

/** What happened in a room, newest last. */
export const activity = roomsSchema.table(
  'activity',
  {
    id: uuid('id').primaryKey(),
    roomId: uuid('room_id')
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    actorId: uuid('actor_id').notNull(),
    kind: text('kind').notNull(),
    /** The person that it was about, where that is another. */
    subjectId: uuid('subject_id'),
    data: jsonb('data').$type<Record<string, string>>().notNull().default({}),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('activity_room').on(t.roomId, t.id)],
);

export type RoomRow = typeof rooms.$inferSelect;
export type ParticipantRow = typeof participants.$inferSelect;
export type InviteRow = typeof invites.$inferSelect;
