'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useToast } from '@portfolio/ui/toast';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC, useTRPCClient } from '@/trpc/client.ts';
import type { Bookmark, Bulk } from '../schema.ts';

export type Act = Bulk['action'];

const undoOf: Record<Act, Act> = {
  archive: 'unarchive',
  unarchive: 'archive',
  favourite: 'unfavourite',
  unfavourite: 'favourite',
  delete: 'restore',
  restore: 'delete',
  tag: 'untag',
  untag: 'tag',
};

/** A bookmark as it will be once the act is done. */
const after = (item: Bookmark, act: Act, tag: string | undefined): Bookmark => {
  const others = item.tags.filter((one) => one.toLowerCase() !== tag?.toLowerCase());
  const changes: Record<Act, Partial<Bookmark>> = {
    archive: { archived: true },
    unarchive: { archived: false },
    favourite: { favourite: true },
    unfavourite: { favourite: false },
    delete: { deletedAt: new Date().toISOString() },
    restore: { deletedAt: null },
    tag: { tags: tag === undefined ? item.tags : [...others, tag] },
    untag: { tags: others },
  };
  return { ...item, ...changes[act] };
};

const bulkMax = 200;

/** Shows changes before the server knows of them. */
type Showing = { put: (items: readonly Bookmark[]) => void; refreshOthers: () => void };

/**
 * Acts on bookmarks: seen at once, done by the server, with an undo of exactly what was changed. `show` puts changed
 * bookmarks on the screen.
 */
export const useActs = ({ put, refreshOthers }: Showing) => {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const t = useTranslations('library');

  const run = async (act: Act, items: readonly Bookmark[], tag?: string): Promise<Bookmark[]> => {
    put(items.map((item) => after(item, act, tag)));
    try {
      const done = new Set<string>();
      for (let at = 0; at < items.length; at += bulkMax) {
        const ids = items.slice(at, at + bulkMax).map(({ id }) => id);
        const answer = await client.bookmarks.bulk.mutate({ ids, action: act, ...(tag ? { tag } : {}) });
        for (const id of answer.ids) done.add(id);
      }
      return items.filter(({ id }) => done.has(id));
    } catch (error) {
      put(items);
      toast.show({ title: messageOf(error), tone: 'danger' });
      return [];
    } finally {
      refreshOthers();
      void queries.invalidateQueries(trpc.tags.list.pathFilter());
    }
  };

  return async (act: Act, items: readonly Bookmark[], tag?: string): Promise<void> => {
    const done = await run(act, items, tag);
    if (done.length === 0) return;
    toast.show({
      title: t(`done.${act}`, { count: done.length, tag: tag ?? '' }),
      undo: () =>
        void run(
          undoOf[act],
          done.map((item) => after(item, act, tag)),
          tag,
        ),
    });
  };
};

export type DoAct = ReturnType<typeof useActs>;
