import { partsOfSpeech, wordStates } from '@portfolio/db/schema/vocabulary';
import { listInput, listOutput } from '@portfolio/platform/kernel/cursor';
import { byId, id, isoTime, optionalText, text } from '@portfolio/platform/kernel/input';
import { z } from 'zod';

/** A code of ISO 639-3 or a tag of BCP 47, kept as it was sent. */
export const LanguageTag = z
  .string()
  .trim()
  .min(2, 'A language, such as deu, de or pt-BR.')
  .max(35)
  .refine((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch {
      return false;
    }
  }, 'Not a language, such as deu, de or pt-BR.');

const spaced = z.string().transform((value) => value.normalize('NFC').replaceAll(/\s+/g, ' ').trim());
const Term = spaced.pipe(z.string().min(1, 'A word is needed.').max(200, 'At most 200 characters.'));
const Translation = spaced.pipe(
  z.string().min(1, 'A translation is empty.').max(300, 'At most 300 characters.'),
);
const Translations = z
  .array(Translation)
  .min(1, 'At least one translation.')
  .max(20, 'At most 20 translations.')
  .transform((all) => [...new Set(all)]);
const Tags = z
  .array(spaced.pipe(z.string().min(1).max(60)))
  .max(50, 'At most 50 tags.')
  .nullish()
  .transform((tags) => (tags === null ? [] : tags && [...new Set(tags)]));

export const Word = z.object({
  id,
  version: z.number().int(),
  term: z.string(),
  translations: z.array(z.string()),
  language: z.string(),
  translationLanguage: z.string().nullable(),
  context: z.string().nullable(),
  partOfSpeech: z.enum(partsOfSpeech).nullable(),
  deckId: id,
  tags: z.array(z.string()),
  due: isoTime.nullable(),
  state: z.enum(wordStates),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Word = z.infer<typeof Word>;

/** What a person sets beside term, translations and language. A new field begins here. */
const fields = {
  translationLanguage: LanguageTag.nullish(),
  context: optionalText(2_000),
  partOfSpeech: z.enum(partsOfSpeech).nullish(),
  deckId: id.optional(),
  tags: Tags,
  suspended: z.boolean().optional(),
};

export const CreateWord = z.object({
  term: Term,
  translations: Translations,
  language: LanguageTag,
  ...fields,
});
export type CreateWord = z.infer<typeof CreateWord>;

export const UpdateWord = byId.extend({
  term: Term.optional(),
  translations: Translations.optional(),
  language: LanguageTag.optional(),
  ...fields,
});
export type UpdateWord = z.infer<typeof UpdateWord>;

export const ListVocabulary = listInput.extend({
  q: z.string().trim().max(200).optional(),
  deck: id.optional(),
  /** The trash instead: words deleted one by one, not those of a deleted deck. */
  deleted: z.boolean().default(false),
});
export type ListVocabulary = z.infer<typeof ListVocabulary>;

/** `deleted`: the trash instead. */
export const ListDecks = z.object({ deleted: z.boolean().default(false) });

export const WordPage = listOutput(Word);
export type WordPage = z.infer<typeof WordPage>;

export const BulkWords = z.object({
  ids: z.array(id).min(1).max(200),
  action: z.enum(['delete', 'restore', 'suspend', 'resume', 'move']),
  deckId: id.optional(),
});
export type BulkWords = z.infer<typeof BulkWords>;
/** The ids that the act changed: what an undo turns back, no more. */
export const BulkDone = z.object({ ids: z.array(id) });

export const Deck = z.object({
  id,
  version: z.number().int(),
  name: z.string(),
  description: z.string().nullable(),
  language: z.string().nullable(),
  translationLanguage: z.string().nullable(),
  wordCount: z.number().int(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Deck = z.infer<typeof Deck>;

const deckFields = {
  description: optionalText(1_000),
  language: LanguageTag.nullish(),
  translationLanguage: LanguageTag.nullish(),
};

export const CreateDeck = z.object({ name: text(100), ...deckFields });
export type CreateDeck = z.infer<typeof CreateDeck>;
export const UpdateDeck = byId.extend({ name: text(100).optional(), ...deckFields });
export type UpdateDeck = z.infer<typeof UpdateDeck>;
export const DeckPage = listOutput(Deck);
export type DeckPage = z.infer<typeof DeckPage>;
