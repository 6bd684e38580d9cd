'use client';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { Link } from '@portfolio/ui/link';
import { Skeleton } from '@portfolio/ui/skeleton';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Bookmark } from '../schema.ts';
import { isWaiting } from './parts.tsx';

type Fact = { name: string; value: ReactNode; waiting?: boolean };

/** What is known of the page and its link. Every line has its place from the start; what is not known yet shows so. */
export function ItemFacts({ item }: { item: Bookmark }) {
  const t = useTranslations('item');
  const { metadata, text, archive, fetch } = item.jobs;
  const reading = isWaiting(metadata) || isWaiting(text);
  const { link } = item;
  const page: Fact[] = [
    { name: t('type'), value: t(`types.${item.type}`), waiting: isWaiting(metadata) },
    { name: t('site'), value: item.siteName, waiting: isWaiting(metadata) },
    { name: t('author'), value: item.author, waiting: isWaiting(metadata) },
    {
      name: t('published'),
      value: item.publishedAt && <DateTime value={item.publishedAt} format="date" />,
      waiting: isWaiting(metadata),
    },
    { name: t('language'), value: languageName(item.language), waiting: reading },
    {
      name: t('reading'),
      value: item.readingMinutes && t('minutes', { count: item.readingMinutes }),
      waiting: isWaiting(text),
    },
    { name: t('savedAt'), value: <DateTime value={item.createdAt} /> },
    { name: t('changed'), value: <DateTime value={item.updatedAt} /> },
    {
      name: t('archived'),
      value: archive.state === 'done' && (
        <Link href={`/api/archive/${item.id}`} external>
          {t('openArchive')}
        </Link>
      ),
      waiting: isWaiting(archive),
    },
  ];
  const address: Fact[] = [
    { name: t('status'), value: link.status, waiting: isWaiting(fetch) },
    {
      name: t('finalUrl'),
      value: link.finalUrl !== item.url && link.finalUrl,
      waiting: isWaiting(fetch),
    },
    {
      name: t('canonicalUrl'),
      value: item.canonicalUrl !== item.url && item.canonicalUrl,
      waiting: isWaiting(metadata),
    },
  ];
  return (
    <>
      <Card title={t('facts')}>
        <Facts facts={page} />
      </Card>
      <Card title={t('link')}>
        <Facts facts={address} />
      </Card>
    </>
  );
}

const languageName = (tag: string | null): string | null => {
  if (!tag) return null;
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};

function Facts({ facts }: { facts: readonly Fact[] }) {
  const t = useTranslations('item');
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      {facts.map(({ name, value, waiting }) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint">{name}</dt>
          <dd dir="auto" className="min-h-5 min-w-0 text-ink [overflow-wrap:anywhere]">
            {value || (waiting ? <Waiting /> : <span className="text-ink-faint">{t('none')}</span>)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Waiting() {
  const t = useTranslations('item');
  return (
    <>
      <Skeleton className="my-0.5 h-4 w-24" />
      <span className="sr-only">{t('state.pending')}</span>
    </>
  );
}
