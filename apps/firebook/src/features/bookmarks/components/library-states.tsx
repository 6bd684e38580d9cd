'use client';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Skeleton } from '@portfolio/ui/skeleton';
import { Archive, Bookmark as BookmarkIcon, Star, Tag, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Layout } from './layouts.ts';
import type { Show, View } from './use-view.ts';

const icons: Record<Show, ReactNode> = {
  all: <BookmarkIcon aria-hidden />,
  favourite: <Star aria-hidden />,
  archived: <Archive aria-hidden />,
  trash: <Trash2 aria-hidden />,
};

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Where bookmarks will be, in their size. */
export function LibrarySkeleton({ layout }: { layout: Layout }) {
  const t = useTranslations('library');
  const grid = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))] gap-4';
  return (
    <div role="status" className={layout === 'cards' ? grid : 'flex flex-col'}>
      <span className="sr-only">{t('loading')}</span>
      {places.map((key) =>
        layout === 'cards' ? (
          <div key={key} className="flex flex-col gap-3 rounded-lg border border-line pb-4">
            <Skeleton className="aspect-[16/10] h-auto w-full rounded-t-lg rounded-b-none" />
            <Skeleton className="mx-3 w-4/5" />
            <Skeleton className="mx-3 w-3/5" />
            <Skeleton className="mx-3 w-2/5" />
          </div>
        ) : (
          <div key={key} className="flex h-11 items-center gap-3 border-b px-3">
            <Skeleton className="size-4" />
            <Skeleton className="w-2/5" />
            <Skeleton className="ms-auto w-24" />
          </div>
        ),
      )}
    </div>
  );
}

type NothingProps = {
  view: View;
  onShowAll: () => void;
  onAdd: () => void;
  onSample: () => void;
  sampling: boolean;
};

/** An empty view, with the one thing to do next. */
export function Nothing({ view, onShowAll, onAdd, onSample, sampling }: NothingProps) {
  const t = useTranslations('library');
  const { show, tags } = view;
  if (tags.length > 0)
    return (
      <EmptyState
        icon={<Tag aria-hidden />}
        title={t('empty.tagged.title', { count: tags.length })}
        actions={<Button onClick={onShowAll}>{t('empty.tagged.action')}</Button>}
      >
        {t('empty.tagged.text')}
      </EmptyState>
    );
  const actions =
    show === 'all' ? (
      <>
        <Button variant="primary" onClick={onAdd}>
          {t('empty.all.action')}
        </Button>
        <Button variant="ghost" loading={sampling} onClick={onSample}>
          {t('loadSample')}
        </Button>
      </>
    ) : (
      <Button onClick={onShowAll}>{t('empty.showAll')}</Button>
    );
  return (
    <EmptyState icon={icons[show]} title={t(`empty.${show}.title`)} actions={actions}>
      {t(`empty.${show}.text`)}
    </EmptyState>
  );
}
