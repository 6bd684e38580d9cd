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
import { bookmarkTypes, type JobName, jobStates, linkProblems } from '../bookmarks-values.ts';
import { at, resource } from '../columns.ts';

export const bookmarksSchema = pgSchema('bookmarks');

export type JobState = {
  state: (typeof jobStates)[number];
  error?: string;
  attempts: number;
  at: string;
  /** Which step of which run set it last, so that one that has committed is not done again after a crash. */
  by?: string;
};
export type Jobs = Record<JobName, JobState>;

/** What a person kept. One row an address and person: `saved_key` is the canonical form of the address as saved. */
export const bookmarks = bookmarksSchema.table(
  'bookmarks',
  {
    ...resource(),
    version: integer('version').notNull().default(1),
    userId: uuid('user_id').notNull(),
    url: text('url').notNull(),
    savedKey: text('saved_key').notNull(),
    canonicalUrl: text('canonical_url').notNull(),
    title: text('title').notNull(),
    description: text('description'),
    image: text('image'),
    favicon: text('favicon'),
    imageMediaId: uuid('image_media_id'),
    faviconMediaId: uuid('favicon_media_id'),
    siteName: text('site_name'),
    author: text('author'),
    publishedAt: at('published_at'),
    language: text('language'),
    type: text('type', { enum: bookmarkTypes }).notNull().default('page'),
    readingMinutes: integer('reading_minutes'),
    note: text('note'),
    favourite: boolean('favourite').notNull().default(false),
    archivedAt: at('archived_at'),
    readAt: at('read_at'),
    deletedAt: at('deleted_at'),
    screenshotMediaId: uuid('screenshot_media_id'),
    screenshotWidth: integer('screenshot_width'),
    screenshotHeight: integer('screenshot_height'),
    linkStatus: integer('link_status'),
    linkFinalUrl: text('link_final_url'),
    linkProblem: text('link_problem', { enum: linkProblems }),
    /** Fields that the person set: no job overwrites them. */
    edited: text('edited').array().notNull().default(sql`'{}'`),
    jobs: jsonb('jobs').$type<Jobs>().notNull(),
    /** File key of the page as it was fetched. */
    pageKey: text('page_key'),
    /** File key of the archived copy. */
    archiveKey: text('archive_key'),
    /** File key of the main text. */
    textKey: text('text_key'),
  },
  (t) => [
    uniqueIndex('bookmarks_saved_key').on(t.userId, t.savedKey),
    index('bookmarks_canonical').on(t.userId, t.canonicalUrl),
    index('bookmarks_newest').on(t.userId, t.id).where(sql`deleted_at is null and archived_at is null`),
    index('bookmarks_archived').on(t.userId, t.id).where(sql`deleted_at is null and archived_at is not null`),
    index('bookmarks_favourite').on(t.userId, t.id).where(sql`deleted_at is null and favourite`),
    index('bookmarks_title').on(t.userId, sql`lower(${t.title})`, t.id).where(sql`deleted_at is null`),
    index('bookmarks_trash').on(t.userId, t.id).where(sql`deleted_at is not null`),
    index('bookmarks_deleted').on(t.deletedAt),
  ],
);

/** A person's tags; `key` is the folded form by which two spellings are one. */
export const tags = bookmarksSchema.table(
  'tags',
  {
    ...resource(),
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    key: text('key').notNull(),
  },
  (t) => [uniqueIndex('tags_key').on(t.userId, t.key)],
);

/** Bookmark ids are UUIDv7: the primary key is also "newest of this tag first". */
export const bookmarkTags = bookmarksSchema.table(
  'bookmark_tags',
  {
    tagId: uuid('tag_id')
      .notNull()
      .references(() => tags.id, { onDelete: 'cascade' }),
    bookmarkId: uuid('bookmark_id')
      .notNull()
      .references(() => bookmarks.id, { onDelete: 'cascade' }),
    source: text('source', { enum: ['person', 'job'] }).notNull(),
    /** Taken off by the person: it does not come back by itself. */
    removed: boolean('removed').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.tagId, t.bookmarkId] }), index('bookmark_tags_bookmark').on(t.bookmarkId)],
);

/** Screenshots asked for by address alone. */
export const screenshots = bookmarksSchema.table('screenshots', {
  ...resource(),
  userId: uuid('user_id').notNull(),
  url: text('url').notNull(),
  state: text('state', { enum: jobStates }).notNull().default('pending'),
  error: text('error'),
  mediaId: uuid('media_id'),
});
