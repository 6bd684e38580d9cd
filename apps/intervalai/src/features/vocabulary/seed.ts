import type { Actor } from '@portfolio/platform/kernel/actor';
import type { DecksService } from './service.decks.ts';
import type { VocabularyService } from './service.ts';

type Services = { decks: DecksService; vocabulary: VocabularyService };

const decks = [
  {
    name: 'Spanish for the market',
    description: 'What to ask for, and what to answer.',
    language: 'es',
    words: [
      ['la manzana', 'apple'],
      ['la cebolla', 'onion'],
      ['el ajo', 'garlic'],
      ['maduro', 'ripe'],
      ['medio kilo', 'half a kilo'],
      ['¿Cuánto cuesta?', 'How much is it?'],
      ['el puesto', 'stall'],
      ['barato', 'cheap'],
      ['la bolsa', 'bag'],
      ['el cambio', 'change (money)'],
      ['fresco', 'fresh'],
      ['quedar', 'to be left over'],
    ],
  },
  {
    name: 'Japanese, first signs',
    description: 'Seen on every street.',
    language: 'ja',
    words: [
      ['入口', 'entrance'],
      ['出口', 'exit'],
      ['駅', 'station'],
      ['右', 'right'],
      ['左', 'left'],
      ['危険', 'danger'],
      ['営業中', 'open (shop)'],
      ['お手洗い', 'toilet'],
    ],
  },
] as const;

/** Decks of the demo. */
export const seedVocabulary = async (services: Services, demo: Actor): Promise<void> => {
  for (const { words, ...fields } of decks) {
    const { id: deckId, language } = await services.decks.create(demo, {
      ...fields,
      translationLanguage: 'en',
    });
    for (const [term, translation] of words)
      await services.vocabulary.create(demo, {
        term,
        translations: [translation],
        language: language ?? fields.language,
        translationLanguage: 'en',
        deckId,
        context: null,
        tags: [],
      });
  }
};
