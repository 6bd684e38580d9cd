'use client';
import { ButtonLink } from '@portfolio/ui/button';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { appNames } from '@portfolio/ui/lib/marks';
import { AppMark } from '@portfolio/ui/marks';
import { ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CardApp, RecentApp } from './types.ts';

type Props = { app: CardApp; href: string; news: RecentApp | undefined };

/** How many of each type, largest first: "12 bookmarks · 3 collections". */
const useCounts = (news: RecentApp | undefined): string => {
  const t = useTranslations('dashboard.counts');
  return Object.entries(news?.counts ?? {})
    .sort(([, a], [, b]) => b - a)
    .map(([type, count]) => t(t.has(type) ? type : 'other', { count }))
    .join(' · ');
};

/** One app: its mark, how much is there, the newest five, and the way in. */
export function AppCard({ app, href, news }: Props) {
  const t = useTranslations('dashboard');
  const counts = useCounts(news);
  return (
    <section
      data-app={app}
      aria-labelledby={`card-${app}`}
      className="flex min-w-0 md:min-h-80 flex-col rounded-lg border border-line bg-surface"
    >
      <header className="flex items-center gap-3 px-4 pt-4 pb-3">
        <AppMark app={app} className="size-9 shrink-0" />
        <div className="min-w-0 flex-1">
          <h2 id={`card-${app}`} className="truncate font-semibold text-base text-ink">
            {appNames[app]}
          </h2>
          <p className="truncate text-ink-faint text-sm tabular-nums">{counts || t(`apps.${app}.lead`)}</p>
        </div>
        <ButtonLink
          href={href}
          prefetch={false}
          size="sm"
          icon={<ArrowUpRight aria-hidden />}
          aria-label={t('openApp', { app: appNames[app] })}
        >
          {t('open')}
        </ButtonLink>
      </header>
      {news ? (
        <Newest news={news} label={t('newest', { app: appNames[app] })} />
      ) : (
        <Nothing {...{ app, href }} />
      )}
    </section>
  );
}

function Newest({ news, label }: { news: RecentApp; label: string }) {
  const t = useTranslations('dashboard');
  return (
    <ul aria-label={label} className="flex min-w-0 flex-col px-2 pb-2">
      {news.items.map((item) => (
        <li key={`${item.type}:${item.id}`}>
          <a
            href={item.url}
            className="flex min-w-0 items-baseline gap-3 rounded-md px-2 py-2 hover:bg-hover pointer-coarse:py-3"
          >
            <span className="min-w-0 flex-1 truncate text-base text-ink">{item.title || t('untitled')}</span>
            <DateTime
              value={item.at}
              format="narrow"
              className="shrink-0 text-ink-faint text-sm tabular-nums"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ app, href }: Pick<Props, 'app' | 'href'>) {
  const t = useTranslations('dashboard');
  return (
    <EmptyState
      size="inline"
      headingLevel={3}
      title={t(`apps.${app}.emptyTitle`)}
      className="flex-1"
      actions={
        <ButtonLink href={href} prefetch={false} variant="primary">
          {t(`apps.${app}.action`)}
        </ButtonLink>
      }
    >
      {t(`apps.${app}.emptyText`)}
    </EmptyState>
  );
}
