'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { SearchInput } from '@portfolio/ui/input';
import { useShortcut } from '@portfolio/ui/lib/use-shortcut';
import { List } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { LoadMore } from '@portfolio/ui/pagination';
import { Segmented } from '@portfolio/ui/segmented';
import { SkeletonList } from '@portfolio/ui/skeleton';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { DoorOpen, Plus } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { NewRoom } from './new-room.tsx';
import { RoomLine, TrashLine } from './room-line.tsx';

const views = ['mine', 'favourite', 'open', 'archived', 'trash'] as const;
type View = (typeof views)[number];

const useView = () => {
  const params = useSearchParams();
  const router = useRouter();
  const view = views.find((one) => one === params.get('view')) ?? 'mine';
  const set = (changes: Record<string, string | null>): void => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
    router.replace(`?${next}`, { scroll: false });
  };
  return { view, q: params.get('q') ?? '', isNew: params.has('new'), set };
};

const inputOf = (view: View, q: string) => ({
  limit: 30,
  view: view === 'open' ? ('open' as const) : ('mine' as const),
  ...(view === 'archived' ? { archived: true } : {}),
  ...(view === 'trash' ? { deleted: true } : {}),
  ...(view === 'favourite' ? { favourite: true } : {}),
  ...(q ? { q } : {}),
});

/** The rooms of a person, and those that everyone may enter: who is in them now, and the way in. */
export function RoomsPage() {
  const t = useTranslations('rooms');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { view, q, isNew, set } = useView();
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => set({ q: typed || null }), 200);
    return () => clearTimeout(timer);
  });
  const list = useInfiniteQuery(
    trpc.rooms.list.infiniteQueryOptions(inputOf(view, q), {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (old) => old,
    }),
  );
  useLive('rooms', () => void queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() }));
  const open = (): void => set({ new: '1' });
  useShortcut('c', open, { label: t('new') });
  const rooms = list.data?.pages.flatMap((page) => page.items) ?? [];
  // That the view before was empty says nothing of this one.
  const asking = list.isPending || (list.isPlaceholderData && rooms.length === 0);
  return (
    <Page width="form">
      <PageHeader
        title={t('title')}
        actions={
          <Button variant="primary" icon={<Plus aria-hidden />} onClick={open}>
            {t('new')}
          </Button>
        }
      >
        <div className="flex flex-wrap items-center gap-3">
          <SearchInput
            label={t('search')}
            value={typed}
            onValueChange={setTyped}
            slash
            className="min-w-52 flex-1"
          />
          <Segmented<View>
            label={t('view')}
            value={view}
            onValueChange={(value) => set({ view: value === 'mine' ? null : value })}
            options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          />
        </div>
      </PageHeader>
      {asking ? <SkeletonList /> : null}
      {list.error && rooms.length === 0 ? (
        <LoadFailed message={messageOf(list.error)} onRetry={() => list.refetch()} />
      ) : null}
      {list.data && !asking && rooms.length === 0 ? <NoRooms view={view} q={q} onNew={open} /> : null}
      {view === 'trash' && rooms.length > 0 ? (
        <p className="pb-3 text-ink-faint text-sm">{t('trashNote')}</p>
      ) : null}
      <List label={t('title')} keys>
        {rooms.map((room) =>
          view === 'trash' ? <TrashLine key={room.id} room={room} /> : <RoomLine key={room.id} room={room} />,
        )}
      </List>
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError}
        onLoadMore={() => void list.fetchNextPage()}
      />
      <NewRoom open={isNew} onClose={() => set({ new: null })} />
    </Page>
  );
}

function NoRooms({ view, q, onNew }: { view: View; q: string; onNew: () => void }) {
  const t = useTranslations('rooms');
  if (q) return <EmptyState size="inline" title={t('notFound', { q })} />;
  return (
    <EmptyState
      icon={<DoorOpen aria-hidden />}
      title={t(`empty.${view}`)}
      actions={
        view === 'mine' || view === 'open' ? (
          <Button variant="primary" onClick={onNew}>
            {t('new')}
          </Button>
        ) : undefined
      }
    >
      {t(`emptyText.${view}`)}
    </EmptyState>
  );
}
