import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { authed, router } from '../kernel/trpc.ts';
import { indexDocument, removeDocument, search, searchPage } from './schema.ts';
import type { Search } from './search.ts';

/** Whose eyes: the keys under which documents are readable for this person. */
const readersOf = (actor: Actor): string[] => [`user:${actor.userId}`, 'public'];
const keeper = { scope: 'search:admin', admin: true } as const;

export const searchRouter = (engine: Search) =>
  router({
    query: authed
      .meta({
        rest: { method: 'GET', path: '/search' },
        scope: 'search:read',
        summary: 'Search everything the caller may see',
      })
      .input(search)
      .output(searchPage)
      .query(({ ctx, input }) => engine.query({ ...input, readers: readersOf(ctx.actor) })),
    index: authed
      .meta({
        rest: { method: 'POST', path: '/search/index', status: 202 },
        ...keeper,
        summary: 'Put a document into the index',
      })
      .input(indexDocument)
      .output(z.object({ id: z.string() }))
      .mutation(async ({ input }) => {
        await engine.index([input]);
        return { id: input.id };
      }),
    remove: authed
      .meta({
        rest: { method: 'DELETE', path: '/search/index/{id}' },
        ...keeper,
        summary: 'Take a document out',
      })
      .input(removeDocument)
      .output(z.void())
      .mutation(({ input }) => engine.remove([input])),
  });
