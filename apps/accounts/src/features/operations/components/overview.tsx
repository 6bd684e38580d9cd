'use client';
import type { JobApp } from '@portfolio/platform/jobs/schema';
import type { PortHealth } from '@portfolio/platform/operations/router';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Badge } from '@portfolio/ui/badge';
import { Card, Stat } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { appNames } from '@portfolio/ui/lib/marks';
import { useUi } from '@portfolio/ui/lib/use-ui';
import { Link } from '@portfolio/ui/link';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { SkeletonList } from '@portfolio/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { Clock, MailWarning, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import { OperationsTabs, recheckMs, spanOf } from './parts.tsx';

/** Ports, outbox and apps at a glance. */
export function Overview() {
  const t = useTranslations('operations');
  const trpc = useTRPC();
  const health = useQuery(trpc.operations.health.queryOptions(undefined, { refetchInterval: recheckMs }));
  const apps = useQuery(trpc.operations.apps.queryOptions(undefined, { refetchInterval: 30_000 }));
  return (
    <Page>
      <PageHeader title={t('title')} description={t('lead')}>
        <OperationsTabs current="/operations" letters={health.data?.outbox.deadLetters} />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <Figures outbox={health.data?.outbox} />
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Card title={t('ports')} description={t('portsLead')} flush>
            {health.isPending ? <SkeletonList lines={6} /> : null}
            {health.isError && !health.data ? (
              <LoadFailed message={messageOf(health.error)} onRetry={() => health.refetch()} />
            ) : null}
            {health.data ? <Ports items={health.data.items} /> : null}
          </Card>
          <Card title={t('apps')} flush>
            {apps.isPending ? <SkeletonList /> : null}
            {apps.isError && !apps.data ? (
              <LoadFailed message={messageOf(apps.error)} onRetry={() => apps.refetch()} />
            ) : null}
            {apps.data ? <Apps items={apps.data.items} /> : null}
          </Card>
        </div>
      </div>
    </Page>
  );
}

type Outbox = { depth: number; oldestAgeMs: number | null; deadLetters: number };

function Figures({ outbox }: { outbox: Outbox | undefined }) {
  const t = useTranslations('operations');
  const { locale } = useUi();
  const figure = (value: number | undefined): string => (value ?? 0).toLocaleString(locale);
  return (
    <div className="grid gap-4 sm:grid-cols-3" aria-busy={!outbox}>
      <Stat
        label={t('outbox')}
        icon={<Send aria-hidden />}
        value={outbox ? figure(outbox.depth) : '–'}
        hint={t('outboxHint')}
      />
      <Stat
        label={t('oldest')}
        icon={<Clock aria-hidden />}
        value={outbox?.oldestAgeMs ? spanOf(outbox.oldestAgeMs, locale) : '–'}
        hint={outbox && t(outbox.oldestAgeMs ? 'outboxHint' : 'nothingWaits')}
      />
      <Stat
        label={t('deadLetters')}
        icon={<MailWarning aria-hidden />}
        value={outbox ? figure(outbox.deadLetters) : '–'}
        hint={<Link href="/operations/dead-letters">{t('deadLettersHint')}</Link>}
      />
    </div>
  );
}

function Ports({ items }: { items: PortHealth[] }) {
  const t = useTranslations('operations');
  return (
    <List label={t('ports')} className="border-t">
      {items.map((port) => (
        <ListItem
          key={port.name}
          id={port.name}
          name={port.name}
          title={port.name}
          description={port.error ?? port.driver}
          trailing={
            <>
              <span className="tabular-nums">{t('ms', { ms: port.ms })}</span>
              <Badge tone={port.ok ? 'success' : 'danger'} dot>
                {t(port.ok ? 'ok' : 'failing')}
              </Badge>
            </>
          }
        />
      ))}
    </List>
  );
}

const isOwnApp = (id: string): id is keyof typeof appNames => Object.hasOwn(appNames, id);

function Apps({ items }: { items: JobApp[] }) {
  const t = useTranslations('operations');
  return (
    <List label={t('apps')} className="border-t">
      {items.map((app) => {
        const broken = app.functions.filter(({ problem }) => problem !== null);
        const name = isOwnApp(app.id) ? appNames[app.id] : app.id;
        return (
          <ListItem
            key={app.id}
            id={app.id}
            name={name}
            href={`/operations/runs?app=${encodeURIComponent(app.id)}`}
            title={name}
            description={
              app.error ?? app.functions.map((one) => one.name).join(', ') ?? t('functions', { count: 0 })
            }
            meta={
              broken.length > 0
                ? broken.map((one) => (
                    <Badge key={one.id} tone="danger">
                      {`${t('problem')}: ${one.name}`}
                    </Badge>
                  ))
                : null
            }
            trailing={
              <span>
                {t('functions', { count: app.functions.length })} · {t('synced')}{' '}
                {app.syncedAt ? <DateTime value={app.syncedAt} format="narrow" /> : t('never')}
              </span>
            }
          />
        );
      })}
    </List>
  );
}
