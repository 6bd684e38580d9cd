'use client';
import type { Session } from '@portfolio/platform/auth/schema';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { appNames } from '@portfolio/ui/lib/marks';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';

const isOwnApp = (id: string): id is keyof typeof appNames => Object.hasOwn(appNames, id);
/** An app of the house by its name; a third party's name stands there already. */
const appName = (id: string): string => (isOwnApp(id) ? appNames[id] : id);

const useEnding = () => {
  const t = useTranslations('security');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const settled = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.auth.pathKey() }),
    onError: (error: unknown) => toast.show({ title: messageOf(error), tone: 'danger' as const }),
  };
  const one = useMutation(
    trpc.auth.endSession.mutationOptions({
      ...settled,
      onSuccess: () => toast.show({ title: t('ended'), tone: 'success' }),
    }),
  );
  const others = useMutation(
    trpc.auth.endOtherSessions.mutationOptions({
      ...settled,
      onSuccess: () => toast.show({ title: t('othersEnded'), tone: 'success' }),
    }),
  );
  return { one, others };
};

/** Every session: device, browser, network, apps, since when and last seen; each can be ended. */
export function SessionsCard({ initial }: { initial: { items: Session[] } }) {
  const t = useTranslations('security');
  const trpc = useTRPC();
  const { one, others } = useEnding();
  const sessions = useQuery(
    trpc.auth.sessions.queryOptions(undefined, { initialData: initial, refetchInterval: 60_000 }),
  );
  const { items } = sessions.data;
  return (
    <Card
      title={t('sessions')}
      description={t('sessionsLead')}
      flush
      actions={
        items.length > 1 ? (
          <AlertDialog
            trigger={<Button size="sm">{t('endOthers')}</Button>}
            title={t('endOthersTitle')}
            description={t('endOthersText')}
            confirmLabel={t('endOthers')}
            onConfirm={() => others.mutate()}
          />
        ) : null
      }
    >
      {sessions.isError ? (
        <LoadFailed message={messageOf(sessions.error)} onRetry={() => sessions.refetch()} />
      ) : (
        <List label={t('sessions')} className="border-t">
          {items.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => one.mutate({ id: session.id })} />
          ))}
        </List>
      )}
    </Card>
  );
}

function SessionLine({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useTranslations('security');
  const name = t('on', { browser: session.browser, device: session.device });
  const Device = /mobile|tablet/.test(session.device) ? Smartphone : Monitor;
  return (
    <ListItem
      id={session.id}
      name={name}
      leading={<Device className="mt-0.5 size-4.5 text-ink-faint" aria-hidden />}
      title={name}
      description={
        <>
          {t('seen')} <DateTime value={session.lastSeenAt} /> · {session.ip}
        </>
      }
      meta={[
        ...(session.current
          ? [
              <Badge key="current" tone="success" dot>
                {t('current')}
              </Badge>,
            ]
          : []),
        ...session.apps.map((app) => <Badge key={app}>{appName(app)}</Badge>),
        ...(session.apps.length === 0 ? [<Badge key="none">{t('noApps')}</Badge>] : []),
        <span key="began" className="text-ink-faint text-sm">
          {t('began')} <DateTime value={session.createdAt} format="datetime" />
        </span>,
      ]}
      trailing={
        session.current ? null : (
          <AlertDialog
            trigger={
              <Button size="sm" aria-label={t('endOf', { name })}>
                {t('end')}
              </Button>
            }
            title={t('endTitle')}
            description={t('endText', { name })}
            confirmLabel={t('end')}
            onConfirm={onEnd}
          />
        )
      }
    />
  );
}
