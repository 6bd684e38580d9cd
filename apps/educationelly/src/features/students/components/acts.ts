'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';

type Act = 'archive' | 'restore';

/** Archives or restores students at once, with an undo. */
export const useArchive = (): ((action: Act, ids: string[]) => void) => {
  const t = useTranslations('list');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const bulk = useMutation(
    trpc.students.bulk.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.students.pathKey() }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (action, ids) => {
    const undo = action === 'archive' ? 'restore' : 'archive';
    bulk.mutate(
      { ids, action },
      {
        onSuccess: ({ count }) =>
          toast.show({
            title: t(`${action}Done`, { count }),
            undo: () => bulk.mutate({ ids, action: undo }),
          }),
      },
    );
  };
};
