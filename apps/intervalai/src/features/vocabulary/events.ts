import { defineEvent } from '@portfolio/platform/events/events';
import { z } from 'zod';

const aboutWord = z.object({ wordId: z.uuid(), userId: z.uuid() });
const aboutDeck = z.object({ deckId: z.uuid(), userId: z.uuid() });

export const wordCreated = defineEvent('vocabulary.word.created', 1, aboutWord);
export const wordChanged = defineEvent('vocabulary.word.changed', 1, aboutWord);
export const wordDeleted = defineEvent('vocabulary.word.deleted', 1, aboutWord);
export const deckDeleted = defineEvent('vocabulary.deck.deleted', 1, aboutDeck);
export const deckRestored = defineEvent('vocabulary.deck.restored', 1, aboutDeck);
