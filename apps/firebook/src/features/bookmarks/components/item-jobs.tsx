'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Badge } from '@portfolio/ui/badge';
import { IconButton } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import type { Bookmark } from '../schema.ts';
import { isWaiting } from './parts.tsx';
import type { ItemState } from './use-item.ts';

const names = ['fetch', 'metadata', 'text', 'tags', 'screenshot', 'archive', 'index'] as const;
const tones = {
  pending: 'neutral',
  running: 'info',
  done: 'success',
  failed: 'danger',
  skipped: 'neutral',
} as const;

/** Each job with its state, what went wrong, how often it was tried and when, and a button to try again. */
export function ItemJobs({ state }: { state: ItemState }) {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const toast = useToast();
  const { item, show } = state;
  const retry = useMutation(
    trpc.bookmarks.retry.mutationOptions({
      onSuccess: show,
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <Card title={t('jobs')} description={t('jobsText')}>
      <ul className="flex flex-col gap-2.5 text-sm">
        {names.map((name) => (
          <JobLine
            key={name}
            name={name}
            job={item.jobs[name]}
            onRetry={() => retry.mutate({ id: item.id, job: name })}
          />
        ))}
      </ul>
    </Card>
  );
}

type JobLineProps = {
  name: (typeof names)[number];
  job: Bookmark['jobs'][(typeof names)[number]];
  onRetry: () => void;
};

function JobLine({ name, job, onRetry }: JobLineProps) {
  const t = useTranslations('item');
  return (
    <li className="flex items-start justify-between gap-2">
      <div className="min-w-0">
        <span className="text-ink">{t(`job.${name}`)}</span>{' '}
        <Badge tone={tones[job.state]}>{t(`state.${job.state}`)}</Badge>
        <p className="mt-0.5 text-ink-faint text-xs">
          {job.attempts > 1 ? `${t('attempts', { count: job.attempts })} · ` : ''}
          <DateTime value={job.at} />
        </p>
        {job.error ? <p className="mt-0.5 text-ink-soft">{job.error}</p> : null}
      </div>
      <IconButton
        size="sm"
        label={t('retryJob', { job: t(`job.${name}`) })}
        disabled={isWaiting(job)}
        onClick={onRetry}
      >
        <RotateCw aria-hidden />
      </IconButton>
    </li>
  );
}
