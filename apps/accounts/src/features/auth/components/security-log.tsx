'use client';
import type { SecurityEvent } from '@portfolio/platform/auth/schema';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { LoadMore } from '@portfolio/ui/pagination';
import { SkeletonList } from '@portfolio/ui/skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';

/** What happened to the account, newest first. */
export function SecurityLog() {
  const t = useTranslations('security');
  const trpc = useTRPC();
  const log = useInfiniteQuery(
    trpc.auth.log.infiniteQueryOptions({ limit: 15 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t('log')} description={t('logLead')} flush>
      <div className="border-t">
        {log.isPending ? <SkeletonList /> : null}
        {log.isError && items.length === 0 ? (
          <LoadFailed message={messageOf(log.error)} onRetry={() => log.refetch()} />
        ) : null}
        {log.isSuccess && items.length === 0 ? (
          <EmptyState size="inline" headingLevel={3} title={t('logEmpty')} />
        ) : null}
        {items.length > 0 ? (
          <List label={t('log')}>
            {items.map((event) => (
              <EventLine key={event.id} event={event} />
            ))}
          </List>
        ) : null}
        <LoadMore
          hasMore={log.hasNextPage}
          loading={log.isFetchingNextPage}
          error={log.isFetchNextPageError}
          auto={false}
          onLoadMore={() => void log.fetchNextPage()}
        />
      </div>
    </Card>
  );
}

function EventLine({ event }: { event: SecurityEvent }) {
  const t = useTranslations('security');
  const name = typeof event.data.name === 'string' ? event.data.name : '';
  const title = t.has(`events.${event.kind}`) ? t(`events.${event.kind}`, { name }) : event.kind;
  const { reason } = event.data;
  const why = typeof reason === 'string' && t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : null;
  return (
    <ListItem
      id={event.id}
      name={title}
      title={title}
      description={[why, event.device, event.ip].filter(Boolean).join(' · ')}
      trailing={<DateTime value={event.createdAt} />}
    />
  );
}
