'use client';
import type { AppName } from '@portfolio/platform/kernel/actor';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import type { User } from '@portfolio/platform/users/schema';
import { useUi } from '@portfolio/ui/lib/use-ui';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';
import { AppCard } from './app-card.tsx';
import type { CardApp, Recent, Unread } from './types.ts';
import { UnreadCard } from './unread-card.tsx';
import { VerifyBanner } from './verify-banner.tsx';

type Props = {
  recent: Recent;
  unread: Unread;
  user: User;
  origins: Record<AppName, string>;
  nowMs: number;
};

const apps: readonly CardApp[] = ['educationelly', 'codetalk', 'firebook', 'intervalai'];
const recheckMs = 60_000;

/** What is there for this person from the server's own figures, asked again whenever anything of theirs changes. */
const useNews = ({ recent: firstRecent, unread: firstUnread }: Pick<Props, 'recent' | 'unread'>) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const recent = useQuery(
    trpc.search.recent.queryOptions({}, { initialData: firstRecent, refetchInterval: recheckMs }),
  );
  const unread = useQuery(
    trpc.notifications.list.queryOptions({ unread: true, limit: 5 }, { initialData: firstUnread }),
  );
  const refresh = (): Promise<unknown> =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.search.recent.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.notifications.pathKey() }),
    ]);
  useLive('*', () => void refresh());
  return { recent, unread, refresh };
};

/** The four apps side by side with what is new in each, and what waits to be read. */
export function Dashboard({ user, origins, nowMs, ...first }: Props) {
  const t = useTranslations('dashboard');
  const { locale, timeZone } = useUi();
  const { recent, unread, refresh } = useNews(first);
  const { unreadCount } = unread.data;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(nowMs);
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t.rich('greeting', {
          name: user.firstName ?? user.username,
          day: () => <time dateTime={new Date(nowMs).toISOString()}>{day}</time>,
        })}
      />
      {user.emailVerified ? null : <VerifyBanner />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-label={t('appsLabel')} className="grid min-w-0 gap-4 md:grid-cols-2">
          {recent.isError ? (
            <div className="md:col-span-2">
              <LoadFailed message={messageOf(recent.error)} onRetry={refresh} />
            </div>
          ) : (
            apps.map((id) => (
              <AppCard
                key={id}
                app={id}
                href={origins[id]}
                news={recent.data.items.find(({ app }) => app === id)}
              />
            ))
          )}
        </section>
        <UnreadCard unread={unread.data} className={unreadCount > 0 ? 'max-xl:order-first' : undefined} />
      </div>
    </Page>
  );
}
