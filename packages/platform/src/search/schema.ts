import { z } from 'zod';
import { listInput } from '../kernel/cursor.ts';
import { isoTime } from '../kernel/input.ts';

export const SearchInput = listInput.extend({
  q: z.string().trim().min(1).max(500),
  app: z.string().max(40).optional(),
  type: z.string().max(40).optional(),
});

export const Hit = z.object({
  id: z.string(),
  app: z.string(),
  type: z.string(),
  title: z.string(),
  /** HTML: hits in `<mark>`, all else escaped. */
  snippet: z.string(),
  url: z.string(),
  score: z.number(),
});

export const SearchPage = z.object({
  items: z.array(Hit),
  facets: z.object({ app: z.record(z.string(), z.number()), type: z.record(z.string(), z.number()) }),
  tookMs: z.number(),
  didYouMean: z.string().optional(),
  nextCursor: z.string().optional(),
});

export const RecentInput = z.object({ perApp: z.number().int().min(1).max(25).default(5) });

export const RecentApp = z.object({
  app: z.string(),
  /** How many of each type. */
  counts: z.record(z.string(), z.number()),
  items: z.array(
    z.object({
      app: z.string(),
      type: z.string(),
      id: z.string(),
      title: z.string(),
      url: z.string(),
      at: isoTime,
    }),
  ),
});

export const IndexDocument = z.object({
  app: z.string().min(1).max(40),
  type: z.string().min(1).max(40),
  id: z.string().min(1).max(100),
  owner: z.string().min(1).max(100),
  readers: z.array(z.string().min(1).max(100)).min(1).max(500),
  title: z.string().max(1_000),
  body: z.string().max(500_000),
  url: z.string().max(2_000),
});
export const RemoveDocument = z.object({
  id: z.string().min(1).max(100),
  app: z.string().max(40),
  type: z.string().max(40),
});
