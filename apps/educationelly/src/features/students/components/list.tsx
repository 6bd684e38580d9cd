'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Button, ButtonLink } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import type { TableColumn, TableSort } from '@portfolio/ui/lib/table';
import { useSelection } from '@portfolio/ui/lib/use-selection';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, GraduationCap, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Student } from '../schema.ts';
import { useArchive } from './acts.ts';
import { useDistrict } from './district.tsx';
import { ListFilters } from './filters.tsx';
import { LoadSample, SampleBanner } from './sample.tsx';
import { useSettled, useView } from './use-view.ts';
import { ElStatusBadge, useGradeName } from './words.tsx';

/** What stands in the table: on a phone the name with grade, school and EL status below it. */
const useColumns = (): TableColumn<Student>[] => {
  const t = useTranslations('list');
  const gradeName = useGradeName();
  return [
    {
      id: 'familyName',
      header: t('name'),
      sortBy: true,
      cell: (row) => (
        <bdi className="block truncate">
          {row.familyName}
          {row.suffix ? ` ${row.suffix}` : ''}, {row.givenName} {row.middleName}
        </bdi>
      ),
    },
    {
      id: 'localId',
      header: 'ID',
      width: 'w-32',
      hideBelow: 'lg',
      cell: (row) => <code className="text-sm">{row.localId}</code>,
    },
    {
      id: 'grade',
      header: t('grade'),
      width: 'w-32',
      hideBelow: 'md',
      under: true,
      cell: (row) => gradeName(row.gradeLevel),
    },
    {
      id: 'school',
      header: t('school'),
      hideBelow: 'md',
      under: true,
      cell: (row) => <bdi>{row.schoolName}</bdi>,
    },
    {
      id: 'language',
      header: t('language'),
      width: 'w-36',
      hideBelow: 'lg',
      cell: (row) => row.nativeLanguageName,
    },
    {
      id: 'elStatus',
      header: t('status'),
      width: 'w-40',
      hideBelow: 'sm',
      under: true,
      cell: (row) => <ElStatusBadge status={row.elStatus} />,
    },
    {
      id: 'updatedAt',
      header: t('updated'),
      width: 'w-36',
      sortBy: true,
      firstDirection: 'desc',
      hideBelow: 'sm',
      cell: (row) => <DateTime value={row.updatedAt} />,
    },
  ];
};

/** The students of a district that the visitor may see. */
export function StudentList() {
  const t = useTranslations('list');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const view = useView();
  const { district, href } = useDistrict();
  const name = useSettled(view.q.trim(), 200);
  const { filters, status, sort } = view;
  const input = { limit: 50, status, sort, ...filters, ...(name ? { name } : {}) };
  useLive('students', () => void queries.invalidateQueries({ queryKey: trpc.students.pathKey() }));
  const list = useInfiniteQuery(
    trpc.students.list.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  // That the view before was empty says nothing of this one.
  const asking = list.isPending || (list.isPlaceholderData && rows.length === 0);
  const selection = useSelection(useMemo(() => rows.map(({ id }) => id), [rows]));
  const archive = useArchive();
  const narrowed = Boolean(name) || Object.values(filters).some(Boolean);
  // An empty district has nothing to filter.
  const blank = list.isSuccess && rows.length === 0 && !narrowed && !view.q && status === 'active';
  const act = status === 'archived' ? 'restore' : 'archive';
  const sorted: TableSort = {
    column: sort.replace('-', ''),
    direction: sort.startsWith('-') ? 'desc' : 'asc',
  };
  return (
    <Page>
      <PageHeader
        title={t(status === 'archived' ? 'archived' : 'title')}
        actions={
          district.mayWrite ? (
            <ButtonLink href={href('/students/new')} variant="primary" icon={<Plus aria-hidden />}>
              {t('add')}
            </ButtonLink>
          ) : null
        }
      />
      <SampleBanner />
      <DataTable
        label={t('title')}
        columns={useColumns()}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.fullName}
        rowHref={(row) => href(`/students/${row.id}`)}
        state={asking ? 'loading' : list.isError && rows.length === 0 ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        empty={
          <NoStudents
            status={status}
            narrowed={narrowed}
            onClear={() => window.history.pushState(null, '', '?')}
          />
        }
        sort={sorted}
        onSortChange={({ column, direction }) =>
          view.set({
            sort:
              column === 'familyName' && direction === 'asc'
                ? null
                : `${direction === 'desc' ? '-' : ''}${column}`,
          })
        }
        selection={district.mayWrite ? selection : undefined}
        selectionActions={
          <Button
            variant="ghost"
            icon={act === 'archive' ? <Archive aria-hidden /> : <ArchiveRestore aria-hidden />}
            onClick={() => {
              archive(act, selection.ids);
              selection.clear();
            }}
          >
            {t(`${act}Act`)}
          </Button>
        }
        toolbar={blank ? undefined : <ListFilters view={view} />}
        more={{
          hasMore: list.hasNextPage,
          loading: list.isFetchingNextPage,
          error: list.isFetchNextPageError,
          onLoadMore: () => void list.fetchNextPage(),
        }}
        keys
        stickyHeader
      />
      <p role="status" className="sr-only">
        {list.isError ? messageOf(list.error) : ''}
      </p>
    </Page>
  );
}

type Nothing = { status: string; narrowed: boolean; onClear: () => void };

function NoStudents({ status, narrowed, onClear }: Nothing) {
  const t = useTranslations('list');
  const { district, isAdmin, href } = useDistrict();
  if (narrowed)
    return (
      <EmptyState title={t('nothingTitle')} actions={<Button onClick={onClear}>{t('clear')}</Button>}>
        {t('nothingText')}
      </EmptyState>
    );
  if (status === 'archived')
    return (
      <EmptyState icon={<Archive />} title={t('archiveEmptyTitle')}>
        {t('archiveEmptyText')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<GraduationCap />}
      title={t('emptyTitle')}
      actions={
        district.mayWrite ? (
          <>
            <ButtonLink href={href('/students/new')} variant="primary">
              {t('add')}
            </ButtonLink>
            {isAdmin ? <LoadSample /> : null}
          </>
        ) : null
      }
    >
      {t(isAdmin ? 'emptyText' : 'emptyReader')}
    </EmptyState>
  );
}
