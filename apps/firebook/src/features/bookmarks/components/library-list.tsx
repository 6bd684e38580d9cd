'use client';
import { Badge } from '@portfolio/ui/badge';
import { MediaCard } from '@portfolio/ui/card-grid';
import { VirtualCardGrid } from '@portfolio/ui/card-grid.virtual';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import type { TableColumn, TableSort } from '@portfolio/ui/lib/table';
import type { Selection } from '@portfolio/ui/lib/use-selection';
import { Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Bookmark } from '../schema.ts';
import { SelectionActs } from './library-selection.tsx';
import { ActButtons, Favicon, hostOf, ProblemBadge, pictureOf, TagBadges } from './parts.tsx';
import type { DoAct } from './use-acts.ts';
import type { Order, View } from './use-view.ts';

export type ShownProps = {
  items: readonly Bookmark[];
  act: DoAct;
  selection: Selection;
  view: View;
  onSort: (sort: Order) => void;
};

const sortOf = (sort: Order): TableSort =>
  sort === 'title'
    ? { column: 'title', direction: 'asc' }
    : { column: 'saved', direction: sort === 'createdAt' ? 'asc' : 'desc' };

const orderOf = ({ column, direction }: TableSort): Order => {
  if (column === 'title') return 'title';
  return direction === 'asc' ? 'createdAt' : '-createdAt';
};

function TitleCell({ item }: { item: Bookmark }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Favicon item={item} />
      <span className="min-w-0">
        <span className="flex min-w-0 items-center gap-2">
          <bdi className="min-w-0 truncate">{item.title}</bdi>
          {item.favourite ? (
            <Star className="size-3.5 shrink-0 fill-current text-accent-ink" aria-hidden />
          ) : null}
          <ProblemBadge item={item} className="@max-lg:hidden" />
        </span>
        <span className="@lg:hidden flex flex-wrap items-center gap-x-2 font-normal text-ink-faint text-sm">
          <span className="max-w-full truncate">{hostOf(item.url)}</span>
          <DateTime value={item.createdAt} format="narrow" className="shrink-0" />
          <ProblemBadge item={item} />
        </span>
      </span>
    </span>
  );
}

/** The bookmarks as rows of a table: title, tags, site, when, and what can be done. */
export function BookmarkRows({ items, act, selection, view, onSort }: ShownProps) {
  const t = useTranslations('library');
  const columns = useMemo<TableColumn<Bookmark>[]>(
    () => [
      { id: 'title', header: t('columns.title'), sortBy: true, cell: (item) => <TitleCell item={item} /> },
      {
        id: 'tags',
        header: t('columns.tags'),
        width: 'w-64',
        hideBelow: 'md',
        cell: (item) => (
          <span className="flex gap-1 overflow-hidden">
            <TagBadges tags={item.tags} />
          </span>
        ),
      },
      {
        id: 'site',
        header: t('columns.site'),
        width: 'w-44',
        hideBelow: 'lg',
        cell: (item) => hostOf(item.url),
      },
      {
        id: 'saved',
        header: t('columns.saved'),
        width: 'w-28',
        hideBelow: 'sm',
        sortBy: true,
        firstDirection: 'desc',
        cell: (item) => <DateTime value={item.createdAt} format="narrow" />,
      },
      {
        id: 'acts',
        header: t('columns.acts'),
        headerHidden: true,
        width: 'w-13 sm:w-32',
        align: 'end',
        cell: (item) => (
          <span className="relative z-1 inline-flex gap-0.5">
            <ActButtons item={item} act={act} />
          </span>
        ),
      },
    ],
    [t, act],
  );
  return (
    <DataTable
      label={t('title')}
      keys
      stickyHeader
      columns={columns}
      rows={items}
      rowId={({ id }) => id}
      rowName={({ title }) => title}
      {...(view.show === 'trash' ? {} : { rowHref: ({ id }: Bookmark) => `/b/${id}` })}
      sort={sortOf(view.sort)}
      onSortChange={(sort) => onSort(orderOf(sort))}
      selection={selection}
      selectionActions={<SelectionActs {...{ selection, items, act }} />}
    />
  );
}

/** The bookmarks as cards with their pictures. */
export function BookmarkCards({ items, act, selection, view }: ShownProps) {
  const t = useTranslations('library');
  const draw = (index: number) => {
    const item = items[index];
    if (!item) return null;
    return (
      <MediaCard
        key={item.id}
        id={item.id}
        name={item.title}
        {...(view.show === 'trash' ? {} : { href: `/b/${item.id}` })}
        media={{ ...pictureOf(item), alt: '', pendingText: t('picturePending'), failedText: t('noPicture') }}
        title={item.title}
        description={item.description ?? item.url}
        meta={
          <>
            <ProblemBadge item={item} />
            {item.tags.length > 0 ? <TagBadges tags={item.tags} /> : <Badge>{t('noTags')}</Badge>}
          </>
        }
        footer={
          <>
            <span className="flex min-w-0 items-center gap-1.5">
              <Favicon item={item} />
              <span className="truncate">{hostOf(item.url)}</span>
            </span>
            <DateTime value={item.createdAt} format="narrow" />
          </>
        }
        actions={<ActButtons item={item} act={act} raised />}
        selection={selection}
      />
    );
  };
  return <VirtualCardGrid label={t('title')} keys count={items.length} draw={draw} />;
}
