'use client';
import { bookmarkSorts } from '@portfolio/db/bookmarks-values';
import { Button } from '@portfolio/ui/button';
import { SearchInput } from '@portfolio/ui/input';
import { useShortcut } from '@portfolio/ui/lib/use-shortcut';
import { Popover } from '@portfolio/ui/popover';
import { Segmented } from '@portfolio/ui/segmented';
import { Select } from '@portfolio/ui/select';
import { TagsInput } from '@portfolio/ui/tags-input';
import { useQuery } from '@tanstack/react-query';
import { LayoutGrid, List, Tag, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { type Layout, layouts } from './layouts.ts';
import { type Order, type Show, shows, type View } from './use-view.ts';

type Props = {
  view: View;
  set: (changes: Partial<View>, replace?: boolean) => void;
  typed: string;
  onType: (typed: string) => void;
  /** What is found comes from everything kept, in the order of how well it fits: what would not count is not offered. */
  searching: boolean;
};

const icons: Record<Layout, ReactNode> = {
  list: <List aria-hidden />,
  cards: <LayoutGrid aria-hidden />,
};

/** Search, which bookmarks, in what order and look; all of it stands in the address. */
export function LibraryFilters({ view, set, typed, onType, searching }: Props) {
  const t = useTranslations('library');
  const other = view.layout === 'list' ? 'cards' : 'list';
  useShortcut('v', () => set({ layout: other }), { label: t('switchLayout') });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          label={t('search')}
          value={typed}
          onValueChange={onType}
          slash
          className="min-w-52 flex-1"
        />
        {searching ? null : <ViewControls view={view} set={set} />}
      </div>
      {searching ? (
        <p className="text-ink-faint text-sm">{t('searchCovers')}</p>
      ) : (
        <ShownControls view={view} set={set} />
      )}
    </div>
  );
}

type ControlProps = Pick<Props, 'view' | 'set'>;

function ViewControls({ view, set }: ControlProps) {
  const t = useTranslations('library');
  return (
    <>
      <TagFilter view={view} set={set} />
      <Select<Order>
        label={t('order')}
        value={view.sort}
        onValueChange={(sort) => set({ sort })}
        options={bookmarkSorts.map((value) => ({ value, label: t(`orders.${value}`) }))}
        className="w-40"
      />
      <Segmented<Layout>
        label={t('layout')}
        value={view.layout}
        onValueChange={(layout) => set({ layout })}
        iconOnly
        options={layouts.map((value) => ({ value, label: t(`layouts.${value}`), icon: icons[value] }))}
      />
    </>
  );
}

function ShownControls({ view, set }: ControlProps) {
  const t = useTranslations('library');
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented<Show>
        label={t('show')}
        value={view.show}
        onValueChange={(show) => set({ show })}
        options={shows.map((value) => ({ value, label: t(`shows.${value}`) }))}
      />
      {view.tags.map((tag) => (
        <Button
          key={tag}
          size="sm"
          aria-label={t('removeTag', { tag })}
          onClick={() => set({ tags: view.tags.filter((one) => one !== tag) })}
          className="max-w-60"
        >
          <Tag className="size-3.5 shrink-0" aria-hidden />
          <span className="truncate">{tag}</span>
          <X className="size-3.5 shrink-0" aria-hidden />
        </Button>
      ))}
    </div>
  );
}

function TagFilter({ view, set }: ControlProps) {
  const t = useTranslations('library');
  const trpc = useTRPC();
  const known = useQuery(trpc.tags.list.queryOptions());
  return (
    <Popover
      title={t('filterTags')}
      align="end"
      trigger={<Button icon={<Tag aria-hidden />}>{t('tags')}</Button>}
    >
      <div className="w-64">
        <TagsInput
          label={t('filterTags')}
          placeholder={t('filterTagsHint')}
          value={view.tags}
          tagsMax={10}
          onValueChange={(tags) => set({ tags })}
          suggestions={known.data?.items.map(({ tag }) => tag) ?? []}
        />
      </div>
    </Popover>
  );
}
