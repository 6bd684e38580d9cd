'use client';
import { Badge } from '@portfolio/ui/badge';
import { Banner } from '@portfolio/ui/banner';
import { Link } from '@portfolio/ui/link';
import { MediaSlot } from '@portfolio/ui/media-slot';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import type { Bookmark } from '../schema.ts';
import { ItemActs } from './item-acts.tsx';
import { ItemEdit } from './item-edit.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ItemJobs } from './item-jobs.tsx';
import { Favicon, pictureOf } from './parts.tsx';
import { useItem } from './use-item.ts';

/** Everything known of one bookmark, what can be changed of it, and how each of its jobs stands. */
export function Item({ initial }: { initial: Bookmark }) {
  const t = useTranslations('item');
  const state = useItem(initial);
  const { item } = state;
  return (
    <Page width="form">
      <PageHeader
        title={item.title}
        leading={
          <span className="mt-1.5 self-start">
            <Favicon item={item} />
          </span>
        }
        crumbs={[{ href: '/', label: t('library') }]}
        description={
          <Link href={item.url} external className="[overflow-wrap:anywhere]">
            {item.url}
          </Link>
        }
        meta={
          <>
            {item.favourite ? <Badge tone="accent">{t('favourite')}</Badge> : null}
            {item.archived ? <Badge tone="info">{t('inArchive')}</Badge> : null}
          </>
        }
        actions={<ItemActs state={state} />}
      />
      <Notices item={item} />
      <div className="mt-4 grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <MediaSlot
            {...pictureOf(item, 'cardUrl')}
            {...(item.screenshot ? { src: item.screenshot.url } : {})}
            alt={t('screenshotAlt', { title: item.title })}
            pendingText={t('picturePending')}
            failedText={item.jobs.screenshot.error ?? t('noPicture')}
            className="rounded-lg border"
          />
          <ItemEdit state={state} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ItemFacts item={item} />
          <ItemJobs state={state} />
        </div>
      </div>
    </Page>
  );
}

function Notices({ item }: { item: Bookmark }) {
  const t = useTranslations('item');
  const { problem } = item.link;
  return (
    <div className="flex flex-col gap-3">
      {problem ? (
        <div data-link-problem={problem}>
          <Banner tone="warning" title={t(`problems.${problem}`)}>
            {t(item.jobs.fetch.state === 'done' ? 'problemRead' : 'problemText')}
          </Banner>
        </div>
      ) : null}
      {item.possibleDuplicates.length > 0 ? <Duplicates ids={item.possibleDuplicates} /> : null}
    </div>
  );
}

function Duplicates({ ids }: { ids: string[] }) {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.bookmarks.some.queryOptions({ ids: ids.slice(0, 20) }));
  return (
    <Banner title={t('duplicates', { count: ids.length })}>
      <ul className="flex flex-col gap-1">
        {ids.slice(0, 20).map((id) => {
          const twin = data?.find((one) => one.id === id);
          return (
            <li key={id} className="min-w-0 [overflow-wrap:anywhere]">
              <Link href={`/b/${id}`}>{twin ? twin.url : t('openDuplicate')}</Link>
            </li>
          );
        })}
      </ul>
    </Banner>
  );
}
