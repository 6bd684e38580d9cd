'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useToast } from '@portfolio/ui/toast';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC, useTRPCClient } from '@/trpc/client.ts';
import type { Created } from '../schema.ts';
import { useAdd } from './use-add.ts';

/** The tag by which the sample is known, so that it can go as one. */
export const sampleTag = 'FireBook sample';

const sample = [
  'https://en.wikipedia.org/wiki/Bookmark_(digital)',
  'https://developer.mozilla.org/en-US/docs/Web/HTTP',
  'https://www.w3.org/History/1989/proposal.html',
  'https://www.gutenberg.org/ebooks/1342',
  'https://www.rfc-editor.org/rfc/rfc9110.html',
  'https://apod.nasa.gov/apod/astropix.html',
];

/** A few pages to look round with, and how to be rid of them. */
export const useSample = (onSaved: (saved: Created) => void, onGone: (ids: string[]) => void) => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const toast = useToast();
  const t = useTranslations('library');
  const { add, progress } = useAdd(onSaved);
  const tags = useQuery(trpc.tags.list.queryOptions());
  const refresh = () => queries.invalidateQueries(trpc.tags.list.pathFilter());

  const load = async (): Promise<void> => {
    await add(sample, [sampleTag]);
    await refresh();
  };
  const remove = async (): Promise<void> => {
    try {
      const { items } = await client.bookmarks.list.query({ tag: [sampleTag], limit: 100 });
      const ids = items.map(({ id }) => id);
      if (ids.length > 0) await client.bookmarks.bulk.mutate({ ids, action: 'delete' });
      onGone(ids);
      await client.tags.delete.mutate({ tag: sampleTag });
      toast.show({ title: t('sampleGone'), tone: 'success' });
    } catch (error) {
      toast.show({ title: messageOf(error), tone: 'danger' });
    }
    await refresh();
  };
  const loaded = tags.data?.items.some(({ tag, count }) => tag === sampleTag && count > 0) ?? false;
  return { load, remove, loaded, loading: progress !== null };
};
