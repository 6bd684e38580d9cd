'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Badge } from '@portfolio/ui/badge';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { Tabs } from '@portfolio/ui/tabs';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { History, LogOut, Settings, Users } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useTRPC, useTRPCClient } from '@/trpc/client.ts';
import type { Room } from '../schema.ts';
import { ActivityTab } from './activity-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { languageNames } from './words.ts';

const tabs = ['people', 'activity', 'settings'] as const;
const beatMs = 12_000;

/** While a page of the room is in sight, its reader is online. */
const usePresence = (id: string, inside: boolean): void => {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  useEffect(() => {
    if (!inside) return;
    let first = true;
    // The first beat may be told before this page listens, so it looks by itself.
    const look = (): void => {
      if (first) void queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() });
      first = false;
    };
    const beat = (): void => {
      if (document.visibilityState === 'visible') client.rooms.here.mutate({ id }).then(look, () => {});
    };
    beat();
    const timer = setInterval(beat, beatMs);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [client, trpc, queries, id, inside]);
};

/** A room: its people, what happened, and, for the owner, its settings. */
export function RoomPage({ initial }: { initial: Room }) {
  const t = useTranslations('room');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const params = useSearchParams();
  const found = useQuery(trpc.rooms.get.queryOptions({ id: initial.id }, { initialData: initial }));
  const room = found.data;
  useLive('rooms', (change) => {
    if (change.data.roomId === initial.id) void queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() });
  });
  usePresence(room.id, room.role !== null);
  if (found.error) return <Gone message={messageOf(found.error)} />;
  const shown = tabs.filter((tab) => tab !== 'settings' || room.role === 'owner');
  const tab = shown.find((one) => one === params.get('tab')) ?? 'people';
  const icons = { people: <Users />, activity: <History />, settings: <Settings /> };
  return (
    <Page width="form">
      <PageHeader
        title={room.title}
        crumbs={[{ href: '/', label: t('rooms') }]}
        description={room.description ?? undefined}
        meta={
          <>
            <Badge>{languageNames[room.language]}</Badge>
            <Badge>{t(`fields.visibilities.${room.visibility}`)}</Badge>
          </>
        }
        actions={<RoomActions room={room} />}
      />
      {room.archivedAt ? <Banner title={t('archived')} className="mb-4" /> : null}
      {room.role === null ? (
        <EmptyState icon={<Users aria-hidden />} title={t('notInside')} actions={<Join room={room} />}>
          {t('notInsideText', { count: room.participantCount })}
        </EmptyState>
      ) : (
        <>
          <Tabs
            label={t('parts')}
            current={`?tab=${tab}`}
            tabs={shown.map((one) => ({
              href: `?tab=${one}`,
              label: t(`tabs.${one}`),
              icon: icons[one],
              ...(one === 'people' ? { count: room.participantCount } : {}),
            }))}
          />
          <div className="pt-4">
            {tab === 'people' ? <PeopleTab room={room} /> : null}
            {tab === 'activity' ? <ActivityTab roomId={room.id} /> : null}
            {tab === 'settings' ? <SettingsTab room={room} /> : null}
          </div>
        </>
      )}
    </Page>
  );
}

function Gone({ message }: { message: string }) {
  const t = useTranslations('room');
  const router = useRouter();
  return (
    <Page width="form">
      <EmptyState title={message} actions={<Button onClick={() => router.push('/')}>{t('toRooms')}</Button>}>
        {t('goneText')}
      </EmptyState>
    </Page>
  );
}

function Join({ room }: { room: Room }) {
  const t = useTranslations('room');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const join = useMutation(
    trpc.rooms.join.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <Button variant="primary" loading={join.isPending} onClick={() => join.mutate({ id: room.id })}>
      {t('join')}
    </Button>
  );
}

function RoomActions({ room }: { room: Room }) {
  const t = useTranslations('room');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const leave = useMutation(
    trpc.rooms.leave.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.rooms.pathKey() }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  if (room.role === null || room.role === 'owner') return null;
  return (
    <Button
      icon={<LogOut aria-hidden />}
      loading={leave.isPending}
      onClick={() => leave.mutate({ id: room.id })}
    >
      {t('leave')}
    </Button>
  );
}
