'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { ButtonLink, IconButton } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { EmptyState } from '@portfolio/ui/empty-state';
import { SearchInput } from '@portfolio/ui/input';
import type { TableColumn } from '@portfolio/ui/lib/table';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Tag as TagIcon, Trash2 } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Tag } from '../schema.ts';
import { RenameTag } from './rename-tag.tsx';

const hrefOf = ({ tag }: Tag): string => `/?tag=${encodeURIComponent(tag)}`;

/** All tags with how many bookmarks each has: to find, rename, merge and take off. */
export function TagManager() {
  const t = useTranslations('tags');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const params = useSearchParams();
  const [q, setQ] = useState(params.get('q') ?? '');
  const [renamed, setRenamed] = useState<Tag | null>(null);
  const [deleted, setDeleted] = useState<Tag | null>(null);
  const list = useQuery(trpc.tags.list.queryOptions());
  const refresh = () => queries.invalidateQueries(trpc.tags.list.pathFilter());
  useLive('tags', () => void refresh());
  const search = (typed: string): void => {
    setQ(typed);
    window.history.replaceState(null, '', typed ? `?q=${encodeURIComponent(typed)}` : '?');
  };
  const all = useMemo(() => list.data?.items ?? [], [list.data]);
  const rows = useMemo(
    () => all.filter(({ tag }) => tag.toLowerCase().includes(q.trim().toLowerCase())),
    [all, q],
  );
  const columns = useColumns(setRenamed, setDeleted);
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={list.data ? t('count', { count: all.length }) : t('text')}>
        <SearchInput label={t('search')} value={q} onValueChange={search} slash className="max-w-96" />
      </PageHeader>
      <DataTable
        label={t('title')}
        keys
        stickyHeader
        columns={columns}
        rows={rows}
        rowId={({ tag }) => tag}
        rowName={({ tag }) => tag}
        rowHref={hrefOf}
        state={list.isPending ? 'loading' : list.error ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        empty={all.length === 0 ? <NoTags /> : <EmptyState title={t('nothingFound', { query: q })} />}
      />
      {renamed ? (
        <RenameTag tag={renamed} all={all} onDone={refresh} onClose={() => setRenamed(null)} />
      ) : null}
      {deleted ? <DeleteTag tag={deleted} onDone={refresh} onClose={() => setDeleted(null)} /> : null}
    </Page>
  );
}

function NoTags() {
  const t = useTranslations('tags');
  return (
    <EmptyState
      icon={<TagIcon aria-hidden />}
      title={t('empty.title')}
      actions={
        <ButtonLink href="/" variant="primary">
          {t('empty.action')}
        </ButtonLink>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}

const useColumns = (onRename: (tag: Tag) => void, onDelete: (tag: Tag) => void) => {
  const t = useTranslations('tags');
  return useMemo<TableColumn<Tag>[]>(
    () => [
      { id: 'tag', header: t('tag'), sortBy: ({ tag }) => tag, cell: ({ tag }) => tag },
      {
        id: 'count',
        header: t('bookmarks'),
        width: 'w-32',
        align: 'end',
        hideBelow: 'sm',
        under: true,
        firstDirection: 'desc',
        sortBy: ({ count }) => count,
        cell: ({ count }) => (
          <>
            <span className="@max-lg:hidden tabular-nums">{count}</span>
            <span className="@lg:hidden">{t('bookmarkCount', { count })}</span>
          </>
        ),
      },
      {
        id: 'acts',
        header: t('acts'),
        headerHidden: true,
        width: 'w-24',
        align: 'end',
        cell: (row) => (
          <span className="relative z-1 inline-flex gap-0.5">
            <IconButton size="sm" label={t('rename', { tag: row.tag })} onClick={() => onRename(row)}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton size="sm" label={t('delete', { tag: row.tag })} onClick={() => onDelete(row)}>
              <Trash2 aria-hidden />
            </IconButton>
          </span>
        ),
      },
    ],
    [t, onRename, onDelete],
  );
};

type DialogProps = { tag: Tag; onDone: () => void; onClose: () => void };

function DeleteTag({ tag, onDone, onClose }: DialogProps) {
  const t = useTranslations('tags');
  const trpc = useTRPC();
  const toast = useToast();
  const remove = useMutation(
    trpc.tags.delete.mutationOptions({
      onSuccess: () => {
        toast.show({ title: t('deleted', { tag: tag.tag }) });
        onDone();
        onClose();
      },
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('deleteTitle', { tag: tag.tag })}
      description={t('deleteText', { count: tag.count })}
      confirmLabel={t('deleteConfirm')}
      tone="danger"
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ tag: tag.tag })}
    />
  );
}
