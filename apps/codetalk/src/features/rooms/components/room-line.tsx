'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Badge } from '@portfolio/ui/badge';
import { IconButton } from '@portfolio/ui/button';
import { ListItem } from '@portfolio/ui/list';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Globe, Link2, Lock, RotateCcw, Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import type { Room } from '../schema.ts';
import { languageNames } from './words.ts';

const icons = { private: Lock, link: Link2, everyone: Globe };

/** Marks a room for oneself; shown at once. */
const useFavourite = (room: Room) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const mark = useMutation(
    trpc.rooms.favourite.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  const favourite = mark.isPending ? mark.variables.favourite : room.favourite;
  return { favourite, toggle: () => mark.mutate({ id: room.id, favourite: !favourite }) };
};

/** One room of the list: what it is, who is in it, and how one stands in it. */
export function RoomLine({ room }: { room: Room }) {
  const t = useTranslations('rooms');
  const { favourite, toggle } = useFavourite(room);
  const Icon = icons[room.visibility];
  return (
    <ListItem
      id={room.id}
      name={room.title}
      href={`/rooms/${room.id}`}
      leading={<Icon className="size-4 text-ink-faint" aria-label={t(`visibility.${room.visibility}`)} />}
      title={room.title}
      description={[room.description, t('by', { name: room.owner.name })].filter(Boolean).join(' · ')}
      meta={
        <>
          <Badge>{languageNames[room.language]}</Badge>
          {room.role ? <Badge tone="accent">{t(`roles.${room.role}`)}</Badge> : null}
          {room.onlineCount > 0 ? (
            <Badge tone="success">{t('online', { count: room.onlineCount })}</Badge>
          ) : null}
          <span className="text-ink-faint text-sm">{t('people', { count: room.participantCount })}</span>
        </>
      }
      trailing={
        room.role ? (
          <IconButton
            label={t(favourite ? 'unmark' : 'mark', { title: room.title })}
            aria-pressed={favourite}
            onClick={toggle}
          >
            <Star className={favourite ? 'fill-current text-accent-ink' : ''} aria-hidden />
          </IconButton>
        ) : null
      }
    />
  );
}

/** A room in the trash: it cannot be entered, only brought back. */
export function TrashLine({ room: { id, title, description } }: { room: Room }) {
  const t = useTranslations('rooms');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const restore = useMutation(
    trpc.rooms.restore.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() }),
      onSuccess: () => toast.show({ title: t('restored', { title }), tone: 'success' }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <ListItem
      id={id}
      name={title}
      title={title}
      description={description}
      trailing={
        <IconButton label={t('restore', { title })} onClick={() => restore.mutate({ id })}>
          <RotateCcw aria-hidden />
        </IconButton>
      }
    />
  );
}
