'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Avatar } from '@portfolio/ui/avatar';
import { DateTime } from '@portfolio/ui/date-time';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { LoadMore } from '@portfolio/ui/pagination';
import { SkeletonList } from '@portfolio/ui/skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import type { Activity } from '../schema.ts';

/** What happened in the room, newest first. */
export function ActivityTab({ roomId }: { roomId: string }) {
  const t = useTranslations('activity');
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.rooms.activity.infiniteQueryOptions(
      { id: roomId, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  if (list.isPending) return <SkeletonList />;
  if (list.error) return <LoadFailed message={messageOf(list.error)} onRetry={() => list.refetch()} />;
  return (
    <>
      <List label={t('title')}>
        {list.data.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
      </List>
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError}
        onLoadMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function Line({ entry }: { entry: Activity }) {
  const t = useTranslations('activity');
  const { actor, subject, data, kind } = entry;
  const sentence = t(`kinds.${kind}`, {
    actor: actor?.name ?? '',
    subject: subject?.name ?? t(data.by === 'email' ? 'anAddress' : 'byLink'),
    from: data.from ?? '',
    to:
      kind === 'role' || kind === 'owner'
        ? t(`roles.${data.to === 'editor' ? 'editor' : 'viewer'}`)
        : (data.to ?? ''),
  });
  return (
    <ListItem
      id={entry.id}
      name={sentence}
      leading={<Avatar name={actor?.name ?? ''} src={actor?.avatarUrl} size="sm" decorative />}
      title={<span className="font-normal">{sentence}</span>}
      trailing={<DateTime value={entry.createdAt} />}
    />
  );
}
