'use client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { hashKey, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTRPC, useTRPCClient } from '@/trpc/client.ts';
import type { Bookmark } from '../schema.ts';
import { type Pages, withItems, without } from './pages.ts';
import { inputOf, type View } from './use-view.ts';

const gatherMs = 250;
const someMax = 100;

/** Calls back with the ids of bookmarks that changed, gathered for a moment. */
const useChangedIds = (handle: (ids: string[]) => void): void => {
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('bookmarks', ({ data }) => {
    if (typeof data.bookmarkId !== 'string') return;
    waiting.current.add(data.bookmarkId);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const ids = [...waiting.current].slice(0, someMax);
      for (const id of ids) waiting.current.delete(id);
      latest.current(ids);
    }, gatherMs);
  });
};

/** The bookmarks of a view, page by page, kept as they are now without loading what is loaded again. */
export const useLibrary = (view: View, enabled: boolean) => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const input = inputOf(view);
  const list = useInfiniteQuery(
    trpc.bookmarks.list.infiniteQueryOptions(input, { getNextPageParam: (page) => page.nextCursor, enabled }),
  );
  const change = (update: (pages: Pages) => Pages): void => {
    queries.setQueryData<Pages>(trpc.bookmarks.list.infiniteQueryKey(input), (old) => old && update(old));
    // Other views that were looked at before load anew when they are opened again.
    void queries.invalidateQueries({ ...trpc.bookmarks.list.pathFilter(), type: 'inactive' });
  };
  const put = (items: readonly Bookmark[]): void => {
    const byId = new Map(items.map((item) => [item.id, item]));
    change((pages) => withItems(pages, view, items));
    queries.setQueriesData<Bookmark[]>(trpc.bookmarks.some.pathFilter(), (old) =>
      old?.map((item) => byId.get(item.id) ?? item),
    );
  };
  const drop = (ids: readonly string[]): void => change((pages) => without(pages, new Set(ids)));
  useChangedIds((ids) => {
    client.bookmarks.some.query({ ids }).then(
      (items) => {
        const found = new Set(items.map(({ id }) => id));
        put(items);
        if (view.show !== 'trash') drop(ids.filter((id) => !found.has(id)));
      },
      () => queries.invalidateQueries(trpc.bookmarks.list.pathFilter()),
    );
  });
  /** Loads what other views show anew: the one that is open by now, and the rest when they are opened again. */
  const refreshOthers = (): void => {
    const own = hashKey(trpc.bookmarks.list.infiniteQueryKey(input));
    const filter = trpc.bookmarks.list.pathFilter();
    void queries.invalidateQueries({ ...filter, predicate: ({ queryHash }) => queryHash !== own });
  };
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return { list, items, put, drop, refreshOthers };
};

export type LibraryState = ReturnType<typeof useLibrary>;
