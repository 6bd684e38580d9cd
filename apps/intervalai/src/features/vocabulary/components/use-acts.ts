'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import type { BulkWords } from '../schema.ts';

const undoOf = { delete: 'restore', restore: 'delete', suspend: 'resume', resume: 'suspend' } as const;

/** Asks anew for words and decks: each counts or names the other. */
export const useRefresh = () => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return (): void => {
    void queries.invalidateQueries({ queryKey: trpc.vocabulary.pathKey() });
    void queries.invalidateQueries({ queryKey: trpc.decks.pathKey() });
  };
};

/** Acts on words, with an undo that turns back just what was changed. */
export const useWordActs = () => {
  const t = useTranslations('acts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const bulk = useMutation(
    trpc.vocabulary.bulk.mutationOptions({
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.vocabulary.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.decks.pathKey() }),
        ]),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return async (input: BulkWords): Promise<void> => {
    const done = await bulk.mutateAsync(input).catch(() => null);
    if (!done) return;
    const { ids } = done;
    const undo = input.action === 'move' ? undefined : undoOf[input.action];
    toast.show({
      title: t(input.action, { count: ids.length }),
      ...(ids.length < input.ids.length && input.action === 'move' ? { description: t('someThere') } : {}),
      ...(undo && ids.length > 0 ? { undo: () => bulk.mutate({ ids, action: undo }) } : {}),
    });
  };
};
