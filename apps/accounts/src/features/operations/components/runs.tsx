'use client';
import type { Run } from '@portfolio/platform/jobs/schema';
import { ButtonLink } from '@portfolio/ui/button';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { appNames } from '@portfolio/ui/lib/marks';
import type { TableColumn } from '@portfolio/ui/lib/table';
import { useUi } from '@portfolio/ui/lib/use-ui';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { Select } from '@portfolio/ui/select';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAddress } from '@/components/use-address.ts';
import { useTRPC } from '@/trpc/client.ts';
import { OperationsTabs, recheckMs, StateBadge, spanOf } from './parts.tsx';

const states = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
const apps = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'] as const;

const tookMs = ({ startedAt, endedAt }: Run): number | null =>
  startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null;

const useColumns = (): TableColumn<Run>[] => {
  const t = useTranslations('operations');
  const { locale } = useUi();
  return [
    { id: 'function', header: t('function'), cell: (run) => run.functionId },
    { id: 'state', header: t('state'), cell: (run) => <StateBadge state={run.status} />, width: 'w-32' },
    { id: 'event', header: t('event'), cell: (run) => run.eventName, hideBelow: 'md' },
    {
      id: 'created',
      header: t('created'),
      cell: (run) => <DateTime value={run.createdAt} format="narrow" />,
      width: 'w-28',
      hideBelow: 'sm',
    },
    {
      id: 'took',
      header: t('took'),
      cell: (run) => {
        const ms = tookMs(run);
        return ms === null ? '–' : spanOf(ms, locale);
      },
      align: 'end',
      width: 'w-24',
      hideBelow: 'sm',
    },
  ];
};

/** Every run, newest first, by app and state. */
export function Runs() {
  const t = useTranslations('operations');
  const trpc = useTRPC();
  const { get, set } = useAddress();
  const app = apps.find((one) => one === get('app'));
  const status = states.find((one) => one === get('state'));
  const list = useInfiniteQuery(
    trpc.operations.runs.infiniteQueryOptions(
      { limit: 50, ...(app ? { app } : {}), ...(status ? { status } : {}) },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: recheckMs },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page>
      <PageHeader title={t('runs')} description={t('lead')}>
        <OperationsTabs current="/operations/runs" />
      </PageHeader>
      <DataTable
        label={t('runs')}
        columns={useColumns()}
        rows={rows}
        rowId={(run) => run.id}
        rowName={(run) => run.functionId}
        rowHref={(run) => `/operations/runs/${run.id}`}
        state={list.isPending ? 'loading' : list.isError && rows.length === 0 ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        keys
        toolbar={
          <>
            <Select
              label={t('app')}
              placeholder={t('anyApp')}
              value={app ?? ''}
              onChange={(event) => set({ app: event.target.value || null })}
              options={apps.map((value) => ({ value, label: appNames[value] }))}
              className="w-40"
            />
            <Select
              label={t('state')}
              placeholder={t('anyState')}
              value={status ?? ''}
              onChange={(event) => set({ state: event.target.value || null })}
              options={states.map((value) => ({ value, label: t(`states.${value}`) }))}
              className="w-40"
            />
          </>
        }
        empty={<Nothing filtered={Boolean(app ?? status)} />}
        more={{
          hasMore: list.hasNextPage,
          loading: list.isFetchingNextPage,
          error: list.isFetchNextPageError,
          onLoadMore: () => void list.fetchNextPage(),
        }}
      />
    </Page>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const t = useTranslations('operations');
  return (
    <EmptyState
      icon={<ListChecks aria-hidden />}
      title={t(filtered ? 'runsNone' : 'runsEmpty')}
      actions={filtered ? <ButtonLink href="/operations/runs">{t('clear')}</ButtonLink> : null}
    >
      {t(filtered ? 'runsNoneText' : 'runsEmptyText')}
    </EmptyState>
  );
}
