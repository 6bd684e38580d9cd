'use client';
import type { RunStep } from '@portfolio/platform/jobs/schema';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { AlertDialog } from '@portfolio/ui/alert-dialog';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { useUi } from '@portfolio/ui/lib/use-ui';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AppRouter } from '@/server/app.ts';
import { useTRPC } from '@/trpc/client.ts';
import { Data, Fault, recheckMs, StateBadge, spanOf } from './parts.tsx';

type Detail = inferRouterOutputs<AppRouter>['operations']['run'];

/** One run: its event, each step with its state and tries, what came out. */
export function RunDetail({ initial }: { initial: Detail }) {
  const t = useTranslations('operations');
  const trpc = useTRPC();
  const { data: run } = useQuery(
    trpc.operations.run.queryOptions(
      { id: initial.id },
      { initialData: initial, refetchInterval: recheckMs },
    ),
  );
  return (
    <Page width="form">
      <PageHeader
        title={run.functionId}
        crumbs={[
          { href: '/operations', label: t('title') },
          { href: '/operations/runs', label: t('runs') },
        ]}
        meta={<StateBadge state={run.status} />}
        description={
          <span className="[overflow-wrap:anywhere]">
            {run.eventName} · <DateTime value={run.createdAt} format="datetime" />
          </span>
        }
        actions={<RunActions run={run} />}
      />
      <div className="flex flex-col gap-4">
        {run.error ? <Fault error={run.error} /> : null}
        <Card title={t('steps')} flush>
          {run.steps.length === 0 ? (
            <EmptyState size="inline" headingLevel={3} title={t('stepsEmpty')} />
          ) : (
            <ol className="divide-y divide-line border-t">
              {run.steps.map((step) => (
                <Step key={step.id} step={step} />
              ))}
            </ol>
          )}
        </Card>
        <Data title={t('eventData')} value={run.event} />
        {run.status === 'completed' ? <Data title={t('output')} value={run.output} /> : null}
      </div>
    </Page>
  );
}

function RunActions({ run }: { run: Detail }) {
  const t = useTranslations('operations');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const options = (title: string) => ({
    onSuccess: () => toast.show({ title, tone: 'success' as const }),
    onError: (error: unknown) => toast.show({ title: messageOf(error), tone: 'danger' as const }),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.operations.pathKey() }),
  });
  const retry = useMutation(trpc.operations.retryRun.mutationOptions(options(t('retried'))));
  const cancel = useMutation(trpc.operations.cancelRun.mutationOptions(options(t('cancelled'))));
  if (run.status === 'failed' || run.status === 'cancelled')
    return (
      <Button
        variant="primary"
        icon={<RotateCw aria-hidden />}
        loading={retry.isPending}
        onClick={() => retry.mutate({ id: run.id })}
      >
        {t('retry')}
      </Button>
    );
  if (run.status === 'completed') return null;
  return (
    <AlertDialog
      trigger={<Button variant="danger-ghost">{t('cancel')}</Button>}
      title={t('cancelTitle')}
      description={t('cancelText')}
      confirmLabel={t('cancel')}
      onConfirm={() => cancel.mutate({ id: run.id })}
    />
  );
}

function Step({ step }: { step: RunStep }) {
  const t = useTranslations('operations');
  const { locale } = useUi();
  const ms = step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.createdAt) : null;
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 font-medium text-base text-ink [overflow-wrap:anywhere]">{step.name}</span>
        <StateBadge state={step.status} />
        {step.attempt > 0 ? (
          <Badge tone="warning">{t('step.attempts', { count: step.attempt })}</Badge>
        ) : null}
        <span className="ms-auto text-ink-faint text-sm tabular-nums">
          {step.wakeAt && !step.endedAt ? (
            <>
              {t('wakes')} <DateTime value={step.wakeAt} />
            </>
          ) : ms === null ? (
            '–'
          ) : (
            spanOf(ms, locale)
          )}
        </span>
      </div>
      {step.error ? <Fault error={step.error} /> : null}
    </li>
  );
}
