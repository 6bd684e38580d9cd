'use client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/client.ts';
import type { Bookmark, UpdateBookmark } from '../schema.ts';

/** One bookmark as it is now, and how to change it. */
export const useItem = (initial: Bookmark) => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const input = { id: initial.id };
  const { data: item = initial } = useQuery(trpc.bookmarks.get.queryOptions(input, { initialData: initial }));
  const show = (next: Bookmark): void => {
    queries.setQueryData(trpc.bookmarks.get.queryKey(input), next);
    void queries.invalidateQueries({ ...trpc.bookmarks.list.pathFilter(), refetchType: 'none' });
  };
  const refresh = () => queries.invalidateQueries(trpc.bookmarks.get.queryFilter(input));
  useLive('bookmarks', ({ data }) => {
    if (data.bookmarkId === initial.id) void refresh();
  });

  /** Changes fields; with `ifMatch` only if nobody changed it since that version. */
  const update = async (
    changes: Partial<Omit<UpdateBookmark, 'id'>>,
    ifMatch?: number,
  ): Promise<Bookmark> => {
    const context = ifMatch === undefined ? {} : { context: { ifMatch } };
    const saved = await client.bookmarks.update.mutate({ id: initial.id, ...changes }, context);
    show(saved);
    return saved;
  };
  return { item, show, refresh, update };
};

export type ItemState = ReturnType<typeof useItem>;
