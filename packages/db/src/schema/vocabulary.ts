import { sql } from 'drizzle-orm';
import { index, integer, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';

export const vocabularySchema = pgSchema('vocabulary');

export const wordStates = ['new', 'learning', 'review', 'suspended'] as const;
export const partsOfSpeech = [
  ...(['noun', 'verb', 'adjective', 'adverb', 'pronoun', 'preposition'] as const),
  ...(['conjunction', 'interjection', 'numeral', 'particle', 'phrase'] as const),
] as const;

/** A person's decks. Deleting one hides its words with it, and brings them back with it. */
export const decks = vocabularySchema.table(
  'decks',
  {
    ...resource(),
    version: integer('version').notNull().default(1),
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    /** What a new word of this deck begins with. */
    language: text('language'),
    translationLanguage: text('translation_language'),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('decks_name').on(t.userId, sql`lower(${t.name})`).where(sql`deleted_at is null`),
    index('decks_deleted').on(t.deletedAt),
  ],
);

/** Words of a deck. `term_key` is the form in which two spellings of one term are the same within a deck. */
export const words = vocabularySchema.table(
  'words',
  {
    ...resource(),
    version: integer('version').notNull().default(1),
    userId: uuid('user_id').notNull(),
    deckId: uuid('deck_id')
      .notNull()
      .references(() => decks.id, { onDelete: 'cascade' }),
    term: text('term').notNull(),
    termKey: text('term_key').notNull(),
    translations: text('translations').array().notNull(),
    language: text('language').notNull(),
    translationLanguage: text('translation_language'),
    context: text('context'),
    partOfSpeech: text('part_of_speech', { enum: partsOfSpeech }),
    tags: text('tags').array().notNull().default(sql`'{}'`),
    state: text('state', { enum: wordStates }).notNull().default('new'),
    dueAt: at('due_at'),
    /** Term, translations and tags, folded: what `q` looks into. */
    folded: text('folded').notNull(),
    /** Kept beside the deck's own, so that lists need no join: set and cleared together with it. */
    deckDeletedAt: at('deck_deleted_at'),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('words_term').on(t.deckId, t.termKey).where(sql`deleted_at is null`),
    index('words_newest').on(t.userId, t.id).where(sql`deleted_at is null and deck_deleted_at is null`),
    index('words_trash').on(t.userId, t.id).where(sql`deleted_at is not null`),
    index('words_deck').on(t.deckId, t.id).where(sql`deleted_at is null`),
    index('words_folded')
      .using('gin', sql`${t.folded} gin_trgm_ops`)
      .where(sql`deleted_at is null and deck_deleted_at is null`),
    index('words_deleted').on(t.deletedAt),
  ],
);

export type DeckRow = typeof decks.$inferSelect;
export type WordRow = typeof words.$inferSelect;
