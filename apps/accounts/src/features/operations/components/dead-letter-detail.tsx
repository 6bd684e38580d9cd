'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { DateTime } from '@portfolio/ui/date-time';
import { Link } from '@portfolio/ui/link';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { RotateCw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AppRouter } from '@/server/app.ts';
import { useTRPC } from '@/trpc/client.ts';
import { Data, Fault, recheckMs } from './parts.tsx';

type Detail = inferRouterOutputs<AppRouter>['operations']['deadLetter'];

/** One dead letter: what failed, with what data, and the two ways out. */
export function DeadLetterDetail({ initial }: { initial: Detail }) {
  const t = useTranslations('operations');
  const trpc = useTRPC();
  const { data: letter } = useQuery(
    trpc.operations.deadLetter.queryOptions(
      { id: initial.id },
      { initialData: initial, refetchInterval: recheckMs },
    ),
  );
  return (
    <Page width="form">
      <PageHeader
        title={letter.eventName}
        crumbs={[
          { href: '/operations', label: t('title') },
          { href: '/operations/dead-letters', label: t('letters') },
        ]}
        meta={
          letter.resolution ? <Badge>{t(letter.resolution)}</Badge> : <Badge tone="danger">{t('open')}</Badge>
        }
        description={
          <span className="[overflow-wrap:anywhere]">
            {letter.consumer} · <DateTime value={letter.createdAt} format="datetime" />
          </span>
        }
        actions={letter.resolution ? null : <LetterActions id={letter.id} />}
      />
      <div className="flex flex-col gap-4">
        <Fault error={letter.error} />
        <Facts letter={letter} />
        <Data title={t('eventData')} value={letter.event} />
      </div>
    </Page>
  );
}

function Facts({ letter }: { letter: Detail }) {
  const t = useTranslations('operations');
  const facts = [
    [t('attempts'), letter.attempts],
    [t('subject'), letter.subject],
    [
      t('run'),
      letter.runId ? (
        <Link key="run" href={`/operations/runs/${letter.runId}`}>
          {t('openRun')}
        </Link>
      ) : null,
    ],
    [
      t('resolvedBy'),
      letter.resolvedBy && letter.resolvedAt ? (
        <span key="by">
          <Link href={`/u/${letter.resolvedBy}`}>{letter.resolvedBy}</Link> ·{' '}
          <DateTime value={letter.resolvedAt} />
        </span>
      ) : null,
    ],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 rounded-lg border p-4 text-base">
      {facts
        .filter(([, value]) => value !== null)
        .map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-faint">{label}</dt>
            <dd className="min-w-0 text-ink [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function LetterActions({ id }: { id: string }) {
  const t = useTranslations('operations');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const options = (title: string) => ({
    onSuccess: () => toast.show({ title, tone: 'success' as const }),
    onError: (error: unknown) => toast.show({ title: messageOf(error), tone: 'danger' as const }),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.operations.pathKey() }),
  });
  const replay = useMutation(trpc.operations.replay.mutationOptions(options(t('didReplay'))));
  const discard = useMutation(trpc.operations.discard.mutationOptions(options(t('didDiscard'))));
  return (
    <>
      <AlertDialog
        trigger={
          <Button variant="danger-ghost" icon={<Trash2 aria-hidden />}>
            {t('discard')}
          </Button>
        }
        title={t('discardTitle')}
        description={t('discardText')}
        confirmLabel={t('discard')}
        onConfirm={() => discard.mutate({ id })}
      />
      <Button
        variant="primary"
        icon={<RotateCw aria-hidden />}
        loading={replay.isPending}
        onClick={() => replay.mutate({ id })}
      >
        {t('replay')}
      </Button>
    </>
  );
}
