import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at } from '../columns.ts';

export const searchSchema = pgSchema('search');

/** Sorted by code point, so that an index finds beginnings. */
const term = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** What can be found, as it was given to the index. Wide columns are kept out of line, so that a scan stays narrow. */
export const documents = searchSchema.table(
  'documents',
  {
    /** The order in which documents came, newest last; breaks ties. */
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    app: text('app').notNull(),
    type: text('type').notNull(),
    /** The resource's own id. */
    id: text('id').notNull(),
    owner: text('owner').notNull(),
    /** Who may find it. */
    readers: text('readers').array().notNull(),
    title: text('title').notNull(),
    /** Where snippets are cut from. */
    body: text('body').notNull(),
    url: text('url').notNull(),
    facets: jsonb('facets').$type<Record<string, string | number | boolean>>().notNull(),
    /** Words and stems with their places, `^stem` for those of the title, `+stem` for frequent ones. */
    terms: tsvector('terms').notNull(),
    indexedAt: at('indexed_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('documents_resource').on(t.app, t.type, t.id),
    index('documents_owner').on(t.owner),
    // The pending list is read in full by each search, so it is kept short.
    index('documents_terms').using('gin', t.terms).with({ gin_pending_list_limit: 256 }),
  ],
);

/** How often each stem occurs in a document: all that ranking needs, in one row beside the wide one. */
export const weights = searchSchema.table('weights', {
  seq: bigint('seq', { mode: 'number' })
    .primaryKey()
    .references(() => documents.seq, { onDelete: 'cascade' }),
  readers: text('readers').array().notNull(),
  /** Words. */
  length: integer('length').notNull(),
  /** Hashes of the stems. */
  stems: integer('stems').array().notNull(),
  /** Four times the frequency, a word of the title counting as three. */
  frequencies: smallint('frequencies').array().notNull(),
});

/** Every word and stem of the index, and in how many documents it stood when that was last counted. */
export const vocabulary = searchSchema.table(
  'vocabulary',
  { term: term('term').primaryKey(), documents: integer('documents').notNull().default(1) },
  // As above: a misspelt word and a beginning are looked up here at each key.
  (t) => [
    index('vocabulary_trigrams')
      .using('gin', t.term.op('gin_trgm_ops'))
      .with({ gin_pending_list_limit: 256 }),
  ],
);

/** What a person may find beside their own: each row adds the documents of one reader, such as `room:<id>`. */
export const readerships = searchSchema.table(
  'readerships',
  { userId: uuid('user_id').notNull(), reader: text('reader').notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.reader] }), index('readerships_reader').on(t.reader)],
);
