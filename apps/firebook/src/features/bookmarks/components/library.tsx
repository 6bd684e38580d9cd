'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { CardGrid, MediaCard } from '@portfolio/ui/card-grid';
import { EmptyState } from '@portfolio/ui/empty-state';
import { SearchInput } from '@portfolio/ui/input';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { Segmented } from '@portfolio/ui/segmented';
import { useToast } from '@portfolio/ui/toast';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Bookmark as BookmarkIcon, Star, Trash2 } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Bookmark, Bulk } from '../schema.ts';
import { AddBookmark } from './add-bookmark.tsx';

const views = ['all', 'favourite', 'archived'] as const;
type View = (typeof views)[number];

const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '');

const pictureOf = (item: Bookmark) => {
  if (item.screenshot) return { state: 'ready' as const, src: item.screenshot.url };
  const { state } = item.jobs.screenshot;
  return { state: state === 'pending' || state === 'running' ? ('pending' as const) : ('failed' as const) };
};

/** What the address says of the view: back works, and a link opens the same for a colleague. */
const useView = () => {
  const params = useSearchParams();
  const router = useRouter();
  const view = views.find((one) => one === params.get('view')) ?? 'all';
  const set = (changes: Record<string, string | null>): void => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
    router.replace(`?${next}`, { scroll: false });
  };
  return { view, tag: params.get('tag'), q: params.get('q') ?? '', set };
};

/** Acts on bookmarks at once, with an undo where something goes out of sight. */
const useActs = () => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const t = useTranslations('library');
  const bulk = useMutation(
    trpc.bookmarks.bulk.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.bookmarks.list.pathKey() }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  const undoOf: Partial<Record<Bulk['action'], Bulk['action']>> = {
    archive: 'unarchive',
    delete: 'restore',
    unarchive: 'archive',
  };
  return (action: Bulk['action'], item: Bookmark): void => {
    const undo = undoOf[action];
    bulk.mutate({ ids: [item.id], action });
    if (undo)
      toast.show({ title: t(`done.${action}`), undo: () => bulk.mutate({ ids: [item.id], action: undo }) });
  };
};

export function Library() {
  const t = useTranslations('library');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { view, tag, q, set } = useView();
  const [typed, setTyped] = useState(q);
  const refresh = (): void => void queries.invalidateQueries({ queryKey: trpc.bookmarks.pathKey() });
  useLive('bookmarks', refresh);
  const input = {
    limit: 24,
    ...(tag ? { tag: [tag] } : {}),
    ...(view === 'archived' ? { archived: true } : {}),
    ...(view === 'favourite' ? { favourite: true } : {}),
  };
  const list = useInfiniteQuery(
    trpc.bookmarks.list.infiniteQueryOptions(input, { getNextPageParam: (page) => page.nextCursor }),
  );
  const found = useQuery(
    trpc.search.query.queryOptions(
      { q: typed, app: 'firebook', limit: 30 },
      { enabled: typed.trim().length > 1, placeholderData: (old) => old },
    ),
  );
  const searching = typed.trim().length > 1;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const search = (value: string): void => {
    setTyped(value);
    set({ q: value || null });
  };
  return (
    <Page>
      <PageHeader
        title={tag ? t('tagged', { tag }) : t('title')}
        actions={tag ? <Button onClick={() => set({ tag: null })}>{t('allTags')}</Button> : null}
      >
        <div className="flex flex-col gap-3">
          <AddBookmark onSaved={refresh} />
          <div className="flex flex-wrap items-center gap-3">
            <SearchInput
              label={t('search')}
              value={typed}
              onValueChange={search}
              slash
              className="min-w-52 flex-1"
            />
            <Segmented<View>
              label={t('view')}
              value={view}
              onValueChange={(value) => set({ view: value === 'all' ? null : value })}
              options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
            />
          </div>
        </div>
      </PageHeader>
      {searching ? (
        <Hits items={found.data?.items ?? []} waiting={found.isPending} query={typed} />
      ) : (
        <Cards
          items={items}
          waiting={list.isPending}
          failed={list.error ? messageOf(list.error) : null}
          onRetry={() => void list.refetch()}
          view={view}
        />
      )}
      {!searching && list.hasNextPage ? (
        <div className="mt-6 flex justify-center">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function Cards({
  items,
  waiting,
  failed,
  onRetry,
  view,
}: {
  items: Bookmark[];
  waiting: boolean;
  failed: string | null;
  onRetry: () => void;
  view: View;
}) {
  const t = useTranslations('library');
  const act = useActs();
  if (failed) return <EmptyState title={failed} actions={<Button onClick={onRetry}>{t('retry')}</Button>} />;
  if (waiting)
    return (
      <p role="status" className="py-12 text-center text-ink-faint">
        {t('loading')}
      </p>
    );
  if (items.length === 0)
    return (
      <EmptyState icon={<BookmarkIcon />} title={t(`empty.${view}.title`)}>
        {t(`empty.${view}.text`)}
      </EmptyState>
    );
  return (
    <CardGrid label={t('title')} keys>
      {items.map((item) => (
        <MediaCard
          key={item.id}
          id={item.id}
          name={item.title}
          href={`/b/${item.id}`}
          media={{
            ...pictureOf(item),
            alt: '',
            pendingText: t('picturePending'),
            failedText: t('noPicture'),
          }}
          title={item.title}
          description={item.description ?? hostOf(item.url)}
          meta={item.tags.slice(0, 3).map((name) => <Badge key={name}>{name}</Badge>)}
          footer={hostOf(item.url)}
          actions={
            <>
              <Button
                size="sm"
                aria-label={t(item.favourite ? 'unfavourite' : 'favourite', { title: item.title })}
                aria-pressed={item.favourite}
                icon={<Star className={item.favourite ? 'fill-current' : ''} />}
                onClick={() => act(item.favourite ? 'unfavourite' : 'favourite', item)}
              />
              <Button
                size="sm"
                aria-label={t(item.archived ? 'unarchive' : 'archive', { title: item.title })}
                icon={item.archived ? <ArchiveRestore /> : <Archive />}
                onClick={() => act(item.archived ? 'unarchive' : 'archive', item)}
              />
              <Button
                size="sm"
                aria-label={t('delete', { title: item.title })}
                icon={<Trash2 />}
                onClick={() => act('delete', item)}
              />
            </>
          }
        />
      ))}
    </CardGrid>
  );
}

type Hit = { id: string; title: string; snippet: string; url: string };

/** Splits a snippet at its marks, so that nothing of it is ever set as HTML. */
const pieces = (snippet: string): { text: string; hit: boolean }[] => {
  const parsed = new DOMParser().parseFromString(snippet, 'text/html').body;
  return [...parsed.childNodes].map((node) => ({
    text: node.textContent ?? '',
    hit: node.nodeName === 'MARK',
  }));
};

function Hits({ items, waiting, query }: { items: Hit[]; waiting: boolean; query: string }) {
  const t = useTranslations('library');
  if (waiting)
    return (
      <p role="status" className="py-12 text-center text-ink-faint">
        {t('loading')}
      </p>
    );
  if (items.length === 0)
    return <EmptyState title={t('nothingFound', { query })}>{t('nothingFoundText')}</EmptyState>;
  return (
    <ul aria-label={t('search')} className="flex flex-col divide-y divide-line">
      {items.map((hit) => (
        <li key={hit.id} className="py-3">
          <a href={hit.url} className="font-medium text-ink hover:underline">
            {hit.title}
          </a>
          <p className="mt-0.5 line-clamp-2 text-ink-soft text-sm">
            {pieces(hit.snippet).map((piece, at) =>
              piece.hit ? (
                <mark key={`${at}${piece.text}`}>{piece.text}</mark>
              ) : (
                <span key={`${at}${piece.text}`}>{piece.text}</span>
              ),
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
