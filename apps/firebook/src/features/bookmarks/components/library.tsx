'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { focusQuickAdd } from '@portfolio/platform/shell/quick-add';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { useSelection } from '@portfolio/ui/lib/use-selection';
import { useShortcut } from '@portfolio/ui/lib/use-shortcut';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { LoadMore } from '@portfolio/ui/pagination';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Bookmark } from '../schema.ts';
import { AddBookmark } from './add-bookmark.tsx';
import type { Layout } from './layouts.ts';
import { LibraryFilters } from './library-filters.tsx';
import { Hits } from './library-hits.tsx';
import { BookmarkCards, BookmarkRows } from './library-list.tsx';
import { LibrarySelection } from './library-selection.tsx';
import { LibrarySkeleton, Nothing } from './library-states.tsx';
import { type DoAct, useActs } from './use-acts.ts';
import { type LibraryState, useLibrary } from './use-library.ts';
import { useSample } from './use-sample.ts';
import { useSearch } from './use-search.ts';
import { useView } from './use-view.ts';

/** The item that has the keyboard's focus. */
const focusedId = (): string | undefined =>
  document.activeElement
    ?.closest('[data-list-item]')
    ?.querySelector('[data-list-open]')
    ?.getAttribute('href')
    ?.split('/')
    .at(-1);

/** Acts by key on what is selected, else on the item with the focus. */
const useActKeys = (items: readonly Bookmark[], selected: readonly string[], act: DoAct): void => {
  const t = useTranslations('library');
  const targets = (): Bookmark[] => {
    const focused = focusedId();
    const ids = selected.length > 0 ? selected : focused ? [focused] : [];
    return items.filter(({ id }) => ids.includes(id));
  };
  const on = (list: Bookmark[]): boolean => list.length > 0;
  useShortcut(
    'f',
    () => {
      const list = targets();
      const act1 = list.every(({ favourite }) => favourite) ? 'unfavourite' : 'favourite';
      if (on(list)) void act(act1, list);
    },
    { label: t('keys.favourite') },
  );
  useShortcut(
    'e',
    () => {
      const list = targets();
      const act1 = list.every(({ archived }) => archived) ? 'unarchive' : 'archive';
      if (on(list)) void act(act1, list);
    },
    { label: t('keys.archive') },
  );
  useShortcut('delete', () => on(targets()) && void act('delete', targets()), { label: t('keys.delete') });
};

/** Everything kept, and how to find, change and add to it. */
export function Library({ remembered }: { remembered: Layout }) {
  const t = useTranslations('library');
  const { view, set } = useView(remembered);
  const [typed, setTyped] = useState(view.q);
  const search = useSearch(typed);
  const library = useLibrary(view, !search.searching);
  const act = useActs(library);
  const put = (item: Bookmark): void => library.put([item]);
  const sample = useSample(put, library.drop);
  const items = useMemo(
    () => (search.searching ? [...search.byId.values()] : library.items),
    [search.searching, search.byId, library.items],
  );
  const order = useMemo(
    () => (search.searching ? search.hits : library.items).map(({ id }) => id),
    [search.searching, search.hits, library.items],
  );
  const selection = useSelection(order);
  useActKeys(items, selection.ids, act);
  const type = (q: string): void => {
    setTyped(q);
    set({ q }, true);
  };
  return (
    <Page>
      <PageHeader title={t('title')}>
        <div className="flex flex-col gap-3">
          <AddBookmark onSaved={put} />
          <LibraryFilters {...{ view, set, typed }} onType={type} searching={search.searching} />
          {sample.loaded ? (
            <Banner
              title={t('sampleLoaded')}
              actions={<Button onClick={() => void sample.remove()}>{t('removeSample')}</Button>}
            />
          ) : null}
        </div>
      </PageHeader>
      {search.searching ? (
        <Hits {...{ search, query: typed, act, selection }} onClear={() => type('')} />
      ) : (
        <Shown
          {...{ library, view, act, selection }}
          onSort={(sort) => set({ sort })}
          onShowAll={() => set({ show: 'all', tags: [] })}
          onSample={() => void sample.load()}
          sampling={sample.loading}
        />
      )}
      {search.searching || view.layout === 'cards' ? (
        <LibrarySelection {...{ selection, items, act }} loaded={order.length} />
      ) : null}
    </Page>
  );
}

type ShownProps = Omit<Parameters<typeof BookmarkRows>[0], 'items'> & {
  library: LibraryState;
  onShowAll: () => void;
  onSample: () => void;
  sampling: boolean;
};

function Shown({ library, view, act, selection, onSort, ...empty }: ShownProps) {
  const t = useTranslations('library');
  const { list, items } = library;
  if (list.isPending) return <LibrarySkeleton layout={view.layout} />;
  if (list.error && items.length === 0)
    return <LoadFailed message={messageOf(list.error)} onRetry={() => list.refetch()} />;
  if (items.length === 0 && !list.hasNextPage)
    return <Nothing view={view} onAdd={focusQuickAdd} {...empty} />;
  const Drawn = view.layout === 'list' ? BookmarkRows : BookmarkCards;
  return (
    <>
      {view.show === 'trash' ? <p className="mb-3 text-ink-faint text-sm">{t('trashNote')}</p> : null}
      <Drawn {...{ items, view, act, selection, onSort }} />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError}
        onLoadMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
