'use client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import { SearchInput } from '@portfolio/ui/input';
import type { TableColumn } from '@portfolio/ui/lib/table';
import { useSelection } from '@portfolio/ui/lib/use-selection';
import { Menu, MenuItem } from '@portfolio/ui/menu';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { Select } from '@portfolio/ui/select';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { FolderInput, Pause, Play, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Deck, Word } from '../schema.ts';
import { NoWords } from './no-words.tsx';
import { QuickAdd } from './quick-add.tsx';
import { useRefresh, useWordActs } from './use-acts.ts';
import { useView } from './use-view.ts';
import { WordSheet } from './word-sheet.tsx';

const tones = { new: 'info', learning: 'warning', review: 'success', suspended: 'neutral' } as const;

const useColumns = (decks: readonly Deck[]): TableColumn<Word>[] => {
  const t = useTranslations('words');
  return useMemo(
    () => [
      {
        id: 'term',
        header: t('term'),
        cell: (word) => (
          <bdi lang={word.language} className="font-medium">
            {word.term}
          </bdi>
        ),
      },
      {
        id: 'translations',
        header: t('translations'),
        cell: (word) => <bdi>{word.translations.join(', ')}</bdi>,
      },
      {
        id: 'deck',
        header: t('deck'),
        cell: (word) => decks.find(({ id }) => id === word.deckId)?.name ?? '',
        width: 'w-44',
        hideBelow: 'lg',
      },
      {
        id: 'state',
        header: t('state'),
        cell: (word) => <Badge tone={tones[word.state]}>{t(`states.${word.state}`)}</Badge>,
        width: 'w-32',
        hideBelow: 'sm',
      },
      {
        id: 'added',
        header: t('added'),
        cell: (word) => <DateTime value={word.createdAt} />,
        width: 'w-36',
        hideBelow: 'md',
      },
    ],
    [decks, t],
  );
};

/** Searches a moment after the last key, so that each letter is not a request. */
const useTyped = (q: string, onSettled: (value: string) => void): [string, (value: string) => void] => {
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => onSettled(typed), 200);
    return () => clearTimeout(timer);
  }, [typed, q, onSettled]);
  return [typed, setTyped];
};

/** All words of a person, or of one deck: quick add, search, edit, many at once. */
export function WordsPage() {
  const t = useTranslations('words');
  const trpc = useTRPC();
  const view = useView();
  const [typed, setTyped] = useTyped(view.q, (q) => view.set({ q: q || null }));
  const deckList = useQuery(trpc.decks.list.queryOptions({}));
  const decks = useMemo(() => deckList.data?.items ?? [], [deckList.data]);
  const deck = decks.find(({ id }) => id === view.deck) ?? null;
  const list = useInfiniteQuery(
    trpc.vocabulary.list.infiniteQueryOptions(
      { limit: 50, ...(view.q ? { q: view.q } : {}), ...(deck ? { deck: deck.id } : {}) },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (old) => old },
    ),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  // That the view before was empty says nothing of this one.
  const asking = list.isPending || (list.isPlaceholderData && rows.length === 0);
  const refresh = useRefresh();
  useLive('vocabulary', refresh);
  const act = useWordActs();
  const columns = useColumns(decks);
  const selection = useSelection(useMemo(() => rows.map(({ id }) => id), [rows]));
  const actOn = (action: 'delete' | 'suspend' | 'resume' | 'move', deckId?: string): void => {
    void act({ ids: selection.ids.slice(0, 200), action, ...(deckId ? { deckId } : {}) });
    selection.clear();
  };
  return (
    <Page>
      <PageHeader title={deck ? deck.name : t('title')} description={deck?.description ?? undefined}>
        <QuickAdd
          deck={deck}
          lastLanguage={rows[0]?.language ?? null}
          onAdded={refresh}
          onOpen={(id) => view.set({ word: id })}
        />
      </PageHeader>
      <DataTable
        label={t('title')}
        keys
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowName={({ term }) => term}
        rowHref={({ id }) => view.hrefWith({ word: id })}
        state={asking ? 'loading' : list.error && rows.length === 0 ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        empty={<NoWords searching={view.q} onChanged={refresh} />}
        selection={selection}
        selectionActions={<SelectionActions decks={decks} onAct={actOn} />}
        more={{
          hasMore: list.hasNextPage,
          loading: list.isFetchingNextPage,
          error: list.isFetchNextPageError,
          onLoadMore: () => void list.fetchNextPage(),
        }}
        toolbar={
          <>
            <SearchInput
              label={t('search')}
              value={typed}
              onValueChange={setTyped}
              slash
              className="min-w-48 flex-1 sm:max-w-96"
            />
            <Select
              label={t('deck')}
              value={deck?.id ?? ''}
              placeholder={t('allDecks')}
              onChange={(event) => view.set({ deck: event.currentTarget.value || null })}
              options={decks.map(({ id, name, wordCount }) => ({
                value: id,
                label: `${name} (${wordCount})`,
              }))}
              className="w-full sm:w-48"
            />
          </>
        }
      />
      <WordSheet
        id={view.word}
        decks={decks}
        onClose={() => view.set({ word: null })}
        onSaved={refresh}
        onDelete={(word) => {
          view.set({ word: null });
          void act({ ids: [word.id], action: 'delete' });
        }}
      />
    </Page>
  );
}

type ActionsProps = {
  decks: readonly Deck[];
  onAct: (action: 'delete' | 'suspend' | 'resume' | 'move', deckId?: string) => void;
};

function SelectionActions({ decks, onAct }: ActionsProps) {
  const t = useTranslations('words');
  return (
    <>
      <Menu
        side="top"
        trigger={
          <Button variant="ghost" icon={<FolderInput aria-hidden />}>
            {t('move')}
          </Button>
        }
      >
        {decks.map(({ id, name }) => (
          <MenuItem key={id} onSelect={() => onAct('move', id)}>
            {name}
          </MenuItem>
        ))}
      </Menu>
      <Button variant="ghost" icon={<Pause aria-hidden />} onClick={() => onAct('suspend')}>
        {t('suspend')}
      </Button>
      <Button variant="ghost" icon={<Play aria-hidden />} onClick={() => onAct('resume')}>
        {t('resume')}
      </Button>
      <Button variant="danger-ghost" icon={<Trash2 aria-hidden />} onClick={() => onAct('delete')}>
        {t('delete')}
      </Button>
    </>
  );
}
