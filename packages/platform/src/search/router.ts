import { z } from 'zod';
import { authed, router } from '../kernel/trpc.ts';
import { IndexDocument, RecentApp, RecentInput, RemoveDocument, SearchInput, SearchPage } from './schema.ts';
import type { Search } from './search.ts';
import type { SearchService } from './service.ts';

const keeper = { scope: 'search:admin', admin: true } as const;

export const searchRouter = (search: SearchService, engine: Search) =>
  router({
    query: authed
      .meta({
        rest: { method: 'GET', path: '/search' },
        scope: 'search:read',
        summary: 'Search everything the caller may see',
      })
      .input(SearchInput)
      .output(SearchPage)
      .query(({ ctx, input }) => search.query(ctx.actor, input)),
    recent: authed
      .meta({
        rest: { method: 'GET', path: '/search/recent' },
        scope: 'search:read',
        summary: 'What is new in each app for the caller',
      })
      .input(RecentInput)
      .output(z.object({ items: z.array(RecentApp) }))
      .query(({ ctx, input }) => search.recent(ctx.actor, input.perApp)),
    index: authed
      .meta({
        rest: { method: 'POST', path: '/search/index', status: 202 },
        ...keeper,
        summary: 'Put a document into the index',
      })
      .input(IndexDocument)
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
      .input(RemoveDocument)
      .output(z.void())
      .mutation(({ input }) => engine.remove([input])),
  });
