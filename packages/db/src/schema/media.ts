import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';

export const mediaSchema = pgSchema('media');

export type StoredVariant = {
  variant: string;
  width: number;
  height: number;
  key: string;
  mimeType: string;
  size: number;
};

/** Files of people: the object, what was made from it, and who may open it. */
export const media = mediaSchema.table(
  'media',
  {
    ...resource(),
    ownerId: uuid('owner_id').notNull(),
    app: text('app').notNull(),
    use: text('use').notNull(),
    filename: text('filename').notNull(),
    mimeType: text('mime_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    width: integer('width'),
    height: integer('height'),
    access: text('access', { enum: ['private', 'link', 'app'] })
      .notNull()
      .default('private'),
    key: text('key').notNull(),
    variants: jsonb('variants').$type<StoredVariant[]>().notNull().default([]),
    /** The place that it takes, such as `bookmark:<id>:screenshot`: one file at a time stands in it. */
    slot: text('slot'),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('media_owner').on(t.ownerId, t.id),
    uniqueIndex('media_slot').on(t.ownerId, t.slot).where(sql`deleted_at is null`),
    index('media_deleted').on(t.deletedAt),
  ],
);
