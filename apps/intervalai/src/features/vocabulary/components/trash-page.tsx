'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Button, IconButton } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { EmptyState } from '@portfolio/ui/empty-state';
import type { TableColumn } from '@portfolio/ui/lib/table';
import { useSelection } from '@portfolio/ui/lib/use-selection';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Deck, Word } from '../schema.ts';
import { useRefresh, useWordActs } from './use-acts.ts';

/** What was deleted and can still be had back: decks with all their words, and words by themselves. */
export function TrashPage() {
  const t = useTranslations('trash');
  const trpc = useTRPC();
  useLive('vocabulary', useRefresh());
  const decks = useQuery(trpc.decks.list.queryOptions({ deleted: true }));
  const words = useInfiniteQuery(
    trpc.vocabulary.list.infiniteQueryOptions(
      { limit: 50, deleted: true },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const rows = useMemo(() => words.data?.pages.flatMap((page) => page.items) ?? [], [words.data]);
  const deleted = decks.data?.items ?? [];
  const error = decks.error ?? (rows.length === 0 ? words.error : null);
  const isEmpty = decks.isSuccess && words.isSuccess && deleted.length + rows.length === 0;
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={t('lead')} />
      {isEmpty ? (
        <EmptyState icon={<Trash2 aria-hidden />} title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : null}
      {error ? (
        <LoadFailed
          message={messageOf(error)}
          onRetry={() => Promise.all([decks.refetch(), words.refetch()])}
        />
      ) : null}
      {deleted.length > 0 ? <DeletedDecks decks={deleted} /> : null}
      {words.isPending || rows.length > 0 ? (
        <DeletedWords
          rows={rows}
          state={words.isPending ? 'loading' : 'ready'}
          more={{
            hasMore: words.hasNextPage,
            loading: words.isFetchingNextPage,
            error: words.isFetchNextPageError,
            onLoadMore: () => void words.fetchNextPage(),
          }}
        />
      ) : null}
    </Page>
  );
}

function DeletedDecks({ decks }: { decks: readonly Deck[] }) {
  const t = useTranslations('trash');
  const count = useTranslations('decks');
  const trpc = useTRPC();
  const toast = useToast();
  const restore = useMutation(
    trpc.decks.restore.mutationOptions({
      onSettled: useRefresh(),
      onSuccess: ({ name }) => toast.show({ title: t('restored', { name }), tone: 'success' }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <section aria-label={t('decks')} className="mb-6">
      <h2 className="mb-1 font-medium text-ink-faint text-sm">{t('decks')}</h2>
      <List label={t('decks')}>
        {decks.map(({ id, name, wordCount }) => (
          <ListItem
            key={id}
            id={id}
            name={name}
            title={name}
            description={count('words', { count: wordCount })}
            trailing={
              <IconButton label={t('restoreOf', { name })} onClick={() => restore.mutate({ id })}>
                <RotateCcw aria-hidden />
              </IconButton>
            }
          />
        ))}
      </List>
    </section>
  );
}

type WordsProps = Pick<Parameters<typeof DataTable<Word>>[0], 'rows' | 'state' | 'more'>;

function DeletedWords(props: WordsProps) {
  const t = useTranslations('trash');
  const words = useTranslations('words');
  const act = useWordActs();
  const selection = useSelection(useMemo(() => props.rows.map(({ id }) => id), [props.rows]));
  const restore = (ids: readonly string[]): void => {
    void act({ ids: ids.slice(0, 200), action: 'restore' });
    selection.clear();
  };
  const columns: TableColumn<Word>[] = [
    {
      id: 'term',
      header: words('term'),
      cell: (word) => (
        <bdi lang={word.language} className="font-medium">
          {word.term}
        </bdi>
      ),
    },
    {
      id: 'translations',
      header: words('translations'),
      cell: (word) => <bdi>{word.translations.join(', ')}</bdi>,
    },
    {
      id: 'restore',
      header: t('restore'),
      headerHidden: true,
      align: 'end',
      width: 'w-16',
      cell: ({ id, term }) => (
        <IconButton size="sm" label={t('restoreOf', { name: term })} onClick={() => restore([id])}>
          <RotateCcw aria-hidden />
        </IconButton>
      ),
    },
  ];
  return (
    <DataTable
      label={t('words')}
      keys
      columns={columns}
      rowId={({ id }) => id}
      rowName={({ term }) => term}
      selection={selection}
      selectionActions={
        <Button variant="ghost" icon={<RotateCcw aria-hidden />} onClick={() => restore(selection.ids)}>
          {t('restore')}
        </Button>
      }
      {...props}
    />
  );
}
