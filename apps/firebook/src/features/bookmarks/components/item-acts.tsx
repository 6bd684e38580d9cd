'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Button, ButtonLink, IconButton } from '@portfolio/ui/button';
import { useShortcut } from '@portfolio/ui/lib/use-shortcut';
import { useToast } from '@portfolio/ui/toast';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, ChevronLeft, ChevronRight, Star, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTRPC, useTRPCClient } from '@/trpc/client.ts';
import type { ItemState } from './use-item.ts';

/** Favourite, archive, delete, and the way to the bookmarks beside this one. */
export function ItemActs({ state }: { state: ItemState }) {
  const t = useTranslations('item');
  const toast = useToast();
  const remove = useRemove(state);
  const { item, show, update, refresh } = state;
  const flip = async (field: 'favourite' | 'archived'): Promise<void> => {
    const value = !item[field];
    show({ ...item, [field]: value });
    try {
      await update({ [field]: value });
      if (field === 'archived')
        toast.show({
          title: t(value ? 'archivedNow' : 'unarchivedNow'),
          undo: () => void update({ archived: !value }),
        });
    } catch (error) {
      toast.show({ title: messageOf(error), tone: 'danger' });
      void refresh();
    }
  };
  useShortcut('f', () => void flip('favourite'), { label: t('toggleFavourite') });
  useShortcut('e', () => void flip('archived'), { label: t(item.archived ? 'unarchive' : 'archive') });
  return (
    <>
      <Neighbours id={item.id} />
      <Button
        aria-pressed={item.favourite}
        icon={<Star className={item.favourite ? 'fill-current text-accent-ink' : ''} aria-hidden />}
        onClick={() => void flip('favourite')}
      >
        <span className="max-sm:sr-only">{t('favourite')}</span>
      </Button>
      <Button
        icon={item.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
        onClick={() => void flip('archived')}
      >
        <span className="max-sm:sr-only">{t(item.archived ? 'unarchive' : 'archive')}</span>
      </Button>
      <IconButton label={t('delete')} variant="danger-ghost" onClick={() => void remove()}>
        <Trash2 aria-hidden />
      </IconButton>
    </>
  );
}

/** Into the trash and back to the library, with an undo that lasts over there. */
const useRemove = ({ item }: ItemState) => {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const forget = () => queries.invalidateQueries(trpc.bookmarks.list.pathFilter());
  const undo = async (): Promise<void> => {
    await client.bookmarks.restore.mutate({ id: item.id });
    await forget();
  };
  const failed = (error: unknown): void => {
    toast.show({ title: messageOf(error), tone: 'danger' });
  };
  return async (): Promise<void> => {
    try {
      await client.bookmarks.delete.mutate({ id: item.id });
      void forget();
      toast.show({ title: t('deleted'), undo: () => void undo().catch(failed) });
      router.push('/');
    } catch (error) {
      failed(error);
    }
  };
};

function Neighbours({ id }: { id: string }) {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useQuery(trpc.bookmarks.neighbours.queryOptions({ id }));
  const go = (to: { id: string } | null | undefined): void => {
    if (to) router.push(`/b/${to.id}`);
  };
  useShortcut('k', () => go(data?.newer), { label: t('newer') });
  useShortcut('j', () => go(data?.older), { label: t('older') });
  const ends = [
    { key: 'newer', to: data?.newer, icon: <ChevronLeft className="rtl:-scale-x-100" aria-hidden /> },
    { key: 'older', to: data?.older, icon: <ChevronRight className="rtl:-scale-x-100" aria-hidden /> },
  ] as const;
  return (
    <span className="flex gap-0.5">
      {ends.map(({ key, to, icon }) =>
        to ? (
          <ButtonLink key={key} variant="ghost" href={`/b/${to.id}`} aria-label={t(key)} title={to.title}>
            {icon}
          </ButtonLink>
        ) : (
          <Button key={key} variant="ghost" disabled aria-label={t(key)}>
            {icon}
          </Button>
        ),
      )}
    </span>
  );
}
