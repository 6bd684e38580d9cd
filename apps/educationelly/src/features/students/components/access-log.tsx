'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Link } from '@portfolio/ui/link';
import { SkeletonText } from '@portfolio/ui/skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { useTRPC } from '@/trpc/client.ts';
import type { Access } from '../schema.ts';
import { useDistrict } from './district.tsx';

type Entry = z.infer<typeof Access>;

const useLog = (studentId?: string) => {
  const trpc = useTRPC();
  const limit = studentId ? 8 : 50;
  const log = useInfiniteQuery(
    trpc.students.accesses.infiniteQueryOptions(
      { limit, ...(studentId ? { studentId } : {}) },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return { log, rows: log.data?.pages.flatMap((page) => page.items) ?? [] };
};

const useWhat = (): ((entry: Entry) => string) => {
  const t = useTranslations('access');
  return ({ kind, detail }) => {
    const { count, reason } = detail;
    if (kind === 'list' && typeof count === 'number') return `${t('kind.list')}: ${t('rows', { count })}`;
    if (kind === 'erase' && typeof reason === 'string') return `${t('kind.erase')}: ${reason}`;
    return t(`kind.${kind}`);
  };
};

/** Who saw and changed one record, for administrators. */
export function AccessCard({ studentId, version }: { studentId: string; version: number }) {
  const t = useTranslations('student');
  const access = useTranslations('access');
  const what = useWhat();
  const { log, rows } = useLog(studentId);
  return (
    <Card title={t('log')} description={t('logText')} className="mt-4 print:hidden" key={version}>
      {log.isPending ? <SkeletonText lines={4} /> : null}
      {log.error ? <p className="text-danger-ink">{messageOf(log.error)}</p> : null}
      <ul className="flex flex-col divide-y divide-line text-base">
        {rows.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-baseline gap-x-4 py-2 first:pt-0">
            <span className="min-w-0 flex-1 basis-40 text-ink [overflow-wrap:anywhere]">{entry.by.name}</span>
            <span className="min-w-0 flex-1 basis-48 text-ink-soft [overflow-wrap:anywhere]">
              {what(entry)}
            </span>
            <DateTime value={entry.at} format="datetime" className="text-ink-faint text-sm tabular-nums" />
          </li>
        ))}
      </ul>
      {log.hasNextPage ? (
        <Button
          size="sm"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
          className="mt-2"
        >
          {access('more')}
        </Button>
      ) : null}
    </Card>
  );
}

/** Who saw and changed what in the whole district, for administrators. */
export function AccessTable() {
  const t = useTranslations('access');
  const what = useWhat();
  const { href } = useDistrict();
  const { log, rows } = useLog();
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => row.by.name}
      state={log.isPending ? 'loading' : log.isError ? 'failed' : 'ready'}
      onRetry={() => log.refetch()}
      empty={<EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>}
      columns={[
        { id: 'who', header: t('who'), cell: (row) => <bdi>{row.by.name}</bdi> },
        { id: 'what', header: t('what'), hideBelow: 'sm', under: true, cell: what },
        {
          id: 'student',
          header: t('student'),
          width: 'w-48',
          hideBelow: 'sm',
          under: true,
          cell: (row) =>
            row.studentId && row.studentName ? (
              <Link href={href(`/students/${row.studentId}`)} prefetch={false}>
                <bdi>{row.studentName}</bdi>
              </Link>
            ) : null,
        },
        {
          id: 'when',
          header: t('when'),
          width: 'w-48',
          hideBelow: 'sm',
          under: true,
          cell: (row) => <DateTime value={row.at} format="datetime" className="tabular-nums" />,
        },
      ]}
      more={{
        hasMore: log.hasNextPage,
        loading: log.isFetchingNextPage,
        error: log.isFetchNextPageError,
        onLoadMore: () => void log.fetchNextPage(),
      }}
      stickyHeader
    />
  );
}
