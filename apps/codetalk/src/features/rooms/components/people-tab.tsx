'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Avatar } from '@portfolio/ui/avatar';
import { Badge } from '@portfolio/ui/badge';
import { IconButton } from '@portfolio/ui/button';
import { DateTime } from '@portfolio/ui/date-time';
import { List, ListItem } from '@portfolio/ui/list';
import { Menu, MenuItem, MenuSeparator } from '@portfolio/ui/menu';
import { LoadMore } from '@portfolio/ui/pagination';
import { SkeletonList } from '@portfolio/ui/skeleton';
import { useToast } from '@portfolio/ui/toast';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, Crown, Eye, MoreHorizontal, PenLine, UserMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Participant, Room } from '../schema.ts';
import { InvitePanel } from './invite-panel.tsx';

/** Who is in the room; its owner also sets roles, takes people out and invites. */
export function PeopleTab({ room }: { room: Room }) {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.rooms.participants.infiniteQueryOptions(
      { id: room.id, limit: 50 },
      // Nobody says that they have gone: who is here now is looked up again.
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: 15_000 },
    ),
  );
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0">
        {list.isPending ? <SkeletonList /> : null}
        <List label={t('title')} keys>
          {people.map((person) => (
            <PersonLine key={person.userId} person={person} room={room} />
          ))}
        </List>
        <LoadMore
          hasMore={list.hasNextPage}
          loading={list.isFetchingNextPage}
          error={list.isFetchNextPageError}
          onLoadMore={() => void list.fetchNextPage()}
        />
      </div>
      {room.role === 'owner' ? <InvitePanel room={room} /> : null}
    </div>
  );
}

function PersonLine({ person, room }: { person: Participant; room: Room }) {
  const t = useTranslations('people');
  return (
    <ListItem
      id={person.userId}
      name={person.name}
      leading={<Avatar name={person.name} src={person.avatarUrl} decorative />}
      title={person.name}
      description={<bdi>@{person.username}</bdi>}
      meta={
        <>
          <Badge tone={person.role === 'owner' ? 'accent' : 'neutral'}>{t(`roles.${person.role}`)}</Badge>
          {person.online ? <Badge tone="success">{t('online')}</Badge> : null}
          <span className="text-ink-faint text-sm">
            {t('since')} <DateTime value={person.joinedAt} format="date" />
          </span>
        </>
      }
      trailing={
        room.role === 'owner' && person.role !== 'owner' ? (
          <PersonMenu person={person} roomId={room.id} />
        ) : null
      }
    />
  );
}

function PersonMenu({ person, roomId }: { person: Participant; roomId: string }) {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState<'owner' | 'ban' | null>(null);
  const after = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() }),
    onError: (error: unknown) => void toast.show({ title: messageOf(error), tone: 'danger' }),
  };
  const setRole = useMutation(trpc.rooms.setRole.mutationOptions(after));
  const remove = useMutation(trpc.rooms.remove.mutationOptions(after));
  const who = { id: roomId, userId: person.userId };
  const other = person.role === 'editor' ? 'viewer' : 'editor';
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('actions', { name: person.name })} tooltip={false}>
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem
          icon={other === 'editor' ? <PenLine aria-hidden /> : <Eye aria-hidden />}
          onSelect={() => setRole.mutate({ ...who, role: other })}
        >
          {t(`make.${other}`)}
        </MenuItem>
        <MenuItem icon={<Crown aria-hidden />} onSelect={() => setAsking('owner')}>
          {t('make.owner')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<UserMinus aria-hidden />} onSelect={() => remove.mutate(who)}>
          {t('remove')}
        </MenuItem>
        <MenuItem tone="danger" icon={<Ban aria-hidden />} onSelect={() => setAsking('ban')}>
          {t('ban')}
        </MenuItem>
      </Menu>
      <AlertDialog
        open={asking !== null}
        onOpenChange={(open) => {
          if (!open) setAsking(null);
        }}
        title={t(`ask.${asking ?? 'ban'}`, { name: person.name })}
        description={t(`askText.${asking ?? 'ban'}`, { name: person.name })}
        confirmLabel={t(`confirm.${asking ?? 'ban'}`)}
        tone={asking === 'owner' ? 'plain' : 'danger'}
        onConfirm={() => {
          if (asking === 'owner') setRole.mutate({ ...who, role: 'owner' });
          else remove.mutate({ ...who, ban: true });
          setAsking(null);
        }}
      />
    </>
  );
}
