'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { List } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { LoadMore } from '@portfolio/ui/pagination';
import { Segmented } from '@portfolio/ui/segmented';
import { SkeletonList } from '@portfolio/ui/skeleton';
import { useToast } from '@portfolio/ui/toast';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { CheckCheck, Inbox as InboxIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAddress } from '@/components/use-address.ts';
import { useTRPC } from '@/trpc/client.ts';
import { NotificationLine } from './notification-line.tsx';

type Show = 'all' | 'unread';

const useInbox = (show: Show) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const list = useInfiniteQuery(
    trpc.notifications.list.infiniteQueryOptions(
      { limit: 25, ...(show === 'unread' ? { unread: true } : {}) },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const refresh = (): void => void queries.invalidateQueries({ queryKey: trpc.notifications.list.pathKey() });
  useLive('notifications', refresh);
  const settled = {
    onSettled: refresh,
    onError: (error: unknown) => toast.show({ title: messageOf(error), tone: 'danger' as const }),
  };
  const read = useMutation(trpc.notifications.markRead.mutationOptions(settled));
  const readAll = useMutation(trpc.notifications.markAllRead.mutationOptions(settled));
  return { list, read, readAll };
};

/** All notifications, newest first; new ones come in by themselves. */
export function Inbox() {
  const t = useTranslations('inbox');
  const { get, set } = useAddress();
  const show: Show = get('show') === 'unread' ? 'unread' : 'all';
  const { list, read, readAll } = useInbox(show);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unreadCount = list.data?.pages[0]?.unreadCount ?? 0;
  return (
    <Page width="reading">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          unreadCount > 0 ? (
            <Button
              icon={<CheckCheck aria-hidden />}
              loading={readAll.isPending}
              onClick={() => readAll.mutate()}
            >
              {t('readAll')}
            </Button>
          ) : null
        }
      >
        <Segmented<Show>
          label={t('show')}
          value={show}
          onValueChange={(value) => set({ show: value === 'all' ? null : value })}
          options={[
            { value: 'all', label: t('all') },
            {
              value: 'unread',
              label: unreadCount > 0 ? t('unreadCount', { count: unreadCount }) : t('unread'),
            },
          ]}
        />
      </PageHeader>
      {list.isPending ? <SkeletonList /> : null}
      {list.isError && items.length === 0 ? (
        <LoadFailed message={messageOf(list.error)} onRetry={() => list.refetch()} />
      ) : null}
      {list.isSuccess && items.length === 0 ? (
        <Nothing show={show} onAll={() => set({ show: null })} />
      ) : null}
      {items.length > 0 ? (
        <List label={t('title')} keys className="rounded-lg border">
          {items.map((item) => (
            <NotificationLine key={item.id} item={item} onRead={() => read.mutate({ id: item.id })} />
          ))}
        </List>
      ) : null}
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError}
        onLoadMore={() => void list.fetchNextPage()}
        {...(items.length > 25 ? { endText: t('end') } : {})}
      />
    </Page>
  );
}

function Nothing({ show, onAll }: { show: Show; onAll: () => void }) {
  const t = useTranslations('inbox');
  const unread = show === 'unread';
  return (
    <EmptyState
      icon={unread ? <CheckCheck aria-hidden /> : <InboxIcon aria-hidden />}
      title={t(unread ? 'emptyUnread' : 'emptyAll')}
      actions={unread ? <Button onClick={onAll}>{t('showAll')}</Button> : null}
    >
      {t(unread ? 'emptyUnreadText' : 'emptyAllText')}
    </EmptyState>
  );
}
