import { byId } from '@portfolio/platform/kernel/input';
import { authed, router } from '@portfolio/platform/kernel/trpc';
import { z } from 'zod';
import {
  BulkDone,
  BulkWords,
  CreateDeck,
  CreateWord,
  Deck,
  DeckPage,
  ListDecks,
  ListVocabulary,
  UpdateDeck,
  UpdateWord,
  Word,
  WordPage,
} from './schema.ts';
import type { DecksService } from './service.decks.ts';
import type { VocabularyService } from './service.ts';

const read = 'vocabulary:read';
const write = 'vocabulary:write';

export const vocabularyRouter = (vocabulary: VocabularyService) =>
  router({
    list: authed
      .meta({ rest: { method: 'GET', path: '/vocabulary' }, scope: read, summary: 'Words, newest first' })
      .input(ListVocabulary)
      .output(WordPage)
      .query(({ ctx, input }) => vocabulary.list(ctx.actor, input)),
    create: authed
      .meta({ rest: { method: 'POST', path: '/vocabulary' }, scope: write, summary: 'Add a word' })
      .input(CreateWord)
      .output(Word)
      .mutation(({ ctx, input }) => vocabulary.create(ctx.actor, input)),
    get: authed
      .meta({ rest: { method: 'GET', path: '/vocabulary/{id}' }, scope: read, summary: 'One word' })
      .input(byId)
      .output(Word)
      .query(({ ctx, input }) => vocabulary.get(ctx.actor, input.id)),
    update: authed
      .meta({ rest: { method: 'PUT', path: '/vocabulary/{id}' }, scope: write, summary: 'Change a word' })
      .input(UpdateWord)
      .output(Word)
      .mutation(({ ctx, input }) => vocabulary.update(ctx.actor, input, ctx.request.ifMatch)),
    delete: authed
      .meta({ rest: { method: 'DELETE', path: '/vocabulary/{id}' }, scope: write, summary: 'Into the trash' })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => vocabulary.delete(ctx.actor, input.id)),
    restore: authed
      .meta({
        rest: { method: 'POST', path: '/vocabulary/{id}/restore', status: 200 },
        scope: write,
        summary: 'Out of the trash',
      })
      .input(byId)
      .output(Word)
      .mutation(({ ctx, input }) => vocabulary.restore(ctx.actor, input.id)),
    bulk: authed
      .meta({
        rest: { method: 'POST', path: '/vocabulary/bulk', status: 200 },
        scope: write,
        summary: 'One act on many words',
      })
      .input(BulkWords)
      .output(BulkDone)
      .mutation(({ ctx, input }) => vocabulary.bulk(ctx.actor, input)),
  });

export const decksRouter = (decks: DecksService) =>
  router({
    list: authed
      .meta({ rest: { method: 'GET', path: '/decks' }, scope: read, summary: 'Decks by name' })
      .input(ListDecks)
      .output(DeckPage)
      .query(({ ctx, input }) => decks.list(ctx.actor, input.deleted)),
    create: authed
      .meta({ rest: { method: 'POST', path: '/decks' }, scope: write, summary: 'Make a deck' })
      .input(CreateDeck)
      .output(Deck)
      .mutation(({ ctx, input }) => decks.create(ctx.actor, input)),
    update: authed
      .meta({ rest: { method: 'PUT', path: '/decks/{id}' }, scope: write, summary: 'Change a deck' })
      .input(UpdateDeck)
      .output(Deck)
      .mutation(({ ctx, input }) => decks.update(ctx.actor, input, ctx.request.ifMatch)),
    delete: authed
      .meta({
        rest: { method: 'DELETE', path: '/decks/{id}' },
        scope: write,
        summary: 'A deck and its words into the trash',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => decks.delete(ctx.actor, input.id)),
    restore: authed
      .meta({
        rest: { method: 'POST', path: '/decks/{id}/restore', status: 200 },
        scope: write,
        summary: 'A deck and its words out of the trash',
      })
      .input(byId)
      .output(Deck)
      .mutation(({ ctx, input }) => decks.restore(ctx.actor, input.id)),
  });
