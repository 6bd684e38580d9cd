'use client';
import type { DeadLetter } from '@portfolio/platform/events/schema';
import { Badge } from '@portfolio/ui/badge';
import { DataTable } from '@portfolio/ui/data-table';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import type { TableColumn } from '@portfolio/ui/lib/table';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { Segmented } from '@portfolio/ui/segmented';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAddress } from '@/components/use-address.ts';
import { useTRPC } from '@/trpc/client.ts';
import { OperationsTabs, recheckMs } from './parts.tsx';

type Show = 'open' | 'resolved';

const useColumns = (show: Show): TableColumn<DeadLetter>[] => {
  const t = useTranslations('operations');
  return [
    { id: 'event', header: t('event'), cell: (letter) => letter.eventName },
    { id: 'consumer', header: t('consumer'), cell: (letter) => letter.consumer, hideBelow: 'sm' },
    { id: 'error', header: t('error'), cell: (letter) => letter.error.message, hideBelow: 'md' },
    {
      id: 'at',
      header: show === 'open' ? t('at') : t('state'),
      cell: (letter) =>
        letter.resolution ? (
          <Badge>{t(letter.resolution)}</Badge>
        ) : (
          <DateTime value={letter.createdAt} format="narrow" />
        ),
      width: 'w-28',
    },
  ];
};

/** What kept failing and waits for somebody, and what somebody has dealt with. */
export function DeadLetters() {
  const t = useTranslations('operations');
  const trpc = useTRPC();
  const { get, set } = useAddress();
  const show: Show = get('show') === 'resolved' ? 'resolved' : 'open';
  const list = useInfiniteQuery(
    trpc.operations.deadLetters.infiniteQueryOptions(
      { limit: 50, resolved: show === 'resolved' },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: recheckMs },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page>
      <PageHeader title={t('letters')} description={t('lettersLead')}>
        <OperationsTabs current="/operations/dead-letters" />
      </PageHeader>
      <DataTable
        label={t('letters')}
        columns={useColumns(show)}
        rows={rows}
        rowId={({ id }) => id}
        rowName={({ eventName }) => eventName}
        rowHref={({ id }) => `/operations/dead-letters/${id}`}
        state={list.isPending ? 'loading' : list.isError && rows.length === 0 ? 'failed' : 'ready'}
        onRetry={() => list.refetch()}
        keys
        toolbar={
          <Segmented<Show>
            label={t('show')}
            value={show}
            onValueChange={(value) => set({ show: value === 'open' ? null : value })}
            options={[
              { value: 'open', label: t('open') },
              { value: 'resolved', label: t('resolved') },
            ]}
          />
        }
        empty={
          <EmptyState
            icon={<MailCheck aria-hidden />}
            title={t(show === 'open' ? 'lettersEmpty' : 'lettersNone')}
          >
            {t(show === 'open' ? 'lettersEmptyText' : 'lettersNoneText')}
          </EmptyState>
        }
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
