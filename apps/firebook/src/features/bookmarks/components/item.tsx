'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Badge } from '@portfolio/ui/badge';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { Field } from '@portfolio/ui/field';
import { Textarea } from '@portfolio/ui/input';
import { Link } from '@portfolio/ui/link';
import { MediaSlot } from '@portfolio/ui/media-slot';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Bookmark } from '../schema.ts';

const jobNames = ['fetch', 'metadata', 'text', 'tags', 'screenshot', 'archive', 'index'] as const;
const toneOf = {
  pending: 'neutral',
  running: 'info',
  done: 'success',
  failed: 'danger',
  skipped: 'neutral',
} as const;

/** Everything known of one bookmark, and how each of its jobs stands. */
export function Item({ initial }: { initial: Bookmark }) {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: item = initial } = useQuery(
    trpc.bookmarks.get.queryOptions({ id: initial.id }, { initialData: initial }),
  );
  useLive(
    'bookmarks',
    () => void queries.invalidateQueries({ queryKey: trpc.bookmarks.get.queryKey({ id: initial.id }) }),
  );
  const waiting = item.jobs.screenshot.state === 'pending' || item.jobs.screenshot.state === 'running';
  return (
    <Page width="form">
      <PageHeader
        title={item.title}
        crumbs={[{ href: '/', label: t('library') }]}
        description={
          <Link href={item.url} external>
            {item.url}
          </Link>
        }
        meta={item.favourite ? <Badge tone="accent">{t('favourite')}</Badge> : null}
      />
      {item.link.problem ? (
        <Banner tone="warning" title={t(`problems.${item.link.problem}`)}>
          {t('problemText')}
        </Banner>
      ) : null}
      {item.possibleDuplicates.length > 0 ? (
        <Banner
          title={t('duplicates', { count: item.possibleDuplicates.length })}
          className="mt-3"
          actions={item.possibleDuplicates.map((id) => (
            <Link key={id} href={`/b/${id}`}>
              {t('openDuplicate')}
            </Link>
          ))}
        />
      ) : null}
      <div className="mt-4 grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <MediaSlot
            state={item.screenshot ? 'ready' : waiting ? 'pending' : 'failed'}
            src={item.screenshot?.url}
            alt={t('screenshotAlt', { title: item.title })}
            failedText={item.jobs.screenshot.error ?? t('noPicture')}
            className="rounded-lg border"
          />
          {item.description ? <p className="text-base text-ink-soft">{item.description}</p> : null}
          <Note item={item} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Facts item={item} />
          <JobStates item={item} />
        </div>
      </div>
    </Page>
  );
}

function Note({ item }: { item: Bookmark }) {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const toast = useToast();
  const [note, setNote] = useState(item.note ?? '');
  const save = useMutation(
    trpc.bookmarks.update.mutationOptions({
      onSuccess: () => toast.show({ title: t('noteSaved'), tone: 'success' }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <div className="flex flex-col items-start gap-2">
      <Field label={t('note')} className="w-full">
        <Textarea value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </Field>
      <Button loading={save.isPending} onClick={() => save.mutate({ id: item.id, note: note || null })}>
        {t('saveNote')}
      </Button>
    </div>
  );
}

function Facts({ item }: { item: Bookmark }) {
  const t = useTranslations('item');
  const facts = [
    [t('site'), item.siteName],
    [t('author'), item.author],
    [t('published'), item.publishedAt ? <DateTime key="p" value={item.publishedAt} format="medium" /> : null],
    [t('language'), item.language],
    [t('reading'), item.readingMinutes ? t('minutes', { count: item.readingMinutes }) : null],
    [t('saved'), <DateTime key="s" value={item.createdAt} />],
    [
      t('tags'),
      item.tags.length > 0 ? (
        <span key="t" className="flex flex-wrap gap-1">
          {item.tags.map((name) => (
            <Badge key={name}>{name}</Badge>
          ))}
        </span>
      ) : null,
    ],
    [
      t('archived'),
      item.jobs.archive.state === 'done' ? (
        <Link key="a" href={`/api/archive/${item.id}`} external>
          {t('openArchive')}
        </Link>
      ) : null,
    ],
  ] as const;
  return (
    <Card title={t('facts')}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-faint">{name}</dt>
              <dd className="min-w-0 break-words text-ink">{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}

function JobStates({ item }: { item: Bookmark }) {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const toast = useToast();
  const retry = useMutation(
    trpc.bookmarks.retry.mutationOptions({
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <Card title={t('jobs')}>
      <ul className="flex flex-col gap-2.5 text-sm">
        {jobNames.map((name) => {
          const job = item.jobs[name];
          const ended = job.state === 'failed' || job.state === 'skipped' || job.state === 'done';
          return (
            <li key={name} className="flex items-start justify-between gap-2">
              <div className="min-w-0">
                <span className="text-ink">{t(`job.${name}`)}</span>{' '}
                <Badge tone={toneOf[job.state]}>{t(`state.${job.state}`)}</Badge>
                {job.error ? <p className="mt-0.5 text-ink-faint">{job.error}</p> : null}
              </div>
              {ended && job.state !== 'done' ? (
                <Button
                  size="sm"
                  aria-label={t('retryJob', { job: t(`job.${name}`) })}
                  onClick={() => retry.mutate({ id: item.id, job: name })}
                >
                  {t('retry')}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
