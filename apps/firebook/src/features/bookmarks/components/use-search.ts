'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client.ts';

const pageSize = 25;
const detailsMax = 100;

/** Hits for what is typed, and the bookmarks behind them. */
export const useSearch = (typed: string) => {
  const trpc = useTRPC();
  const q = typed.trim();
  const searching = q.length > 1;
  const found = useInfiniteQuery(
    trpc.search.query.infiniteQueryOptions(
      { q, app: 'firebook', limit: pageSize },
      {
        getNextPageParam: (page) => page.nextCursor,
        enabled: searching,
        placeholderData: keepPreviousData,
      },
    ),
  );
  const hits = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const ids = hits.slice(0, detailsMax).map(({ id }) => id);
  const details = useQuery(
    trpc.bookmarks.some.queryOptions(
      { ids },
      { enabled: searching && ids.length > 0, placeholderData: keepPreviousData },
    ),
  );
  const byId = useMemo(() => new Map((details.data ?? []).map((item) => [item.id, item])), [details.data]);
  // What was deleted meanwhile is gone from the hits at once.
  const alive = hits.filter(({ id }) => !byId.get(id)?.deletedAt);
  return { searching, found, hits: alive, byId };
};

export type SearchState = ReturnType<typeof useSearch>;
export type Hit = SearchState['hits'][number];
