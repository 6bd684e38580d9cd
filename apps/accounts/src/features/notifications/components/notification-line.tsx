'use client';
import type { Notification } from '@portfolio/platform/notifications/schema';
import { IconButton } from '@portfolio/ui/button';
import { DateTime } from '@portfolio/ui/date-time';
import { cn } from '@portfolio/ui/lib/cn';
import { appNames } from '@portfolio/ui/lib/marks';
import { openOnEnter } from '@portfolio/ui/lib/use-list-keys';
import { AppMark } from '@portfolio/ui/marks';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';

const isOwnApp = (id: string): id is keyof typeof appNames => Object.hasOwn(appNames, id);

/** One notification: where it is from, what it says, and whether it was read. Following it reads it. */
export function NotificationLine({ item, onRead }: { item: Notification; onRead: () => void }) {
  const t = useTranslations('inbox');
  const unread = item.readAt === null;
  return (
    <li
      data-list-item
      tabIndex={-1}
      onKeyDown={openOnEnter}
      className="group relative flex min-w-0 items-start gap-3 px-4 py-3 hover:bg-canvas focus-visible:-outline-offset-2"
    >
      {isOwnApp(item.app) ? <AppMark app={item.app} className="mt-0.5 size-6 shrink-0" /> : null}
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p dir="auto" className={cn('text-base text-ink', unread && 'font-semibold')}>
          {item.url ? (
            <a
              href={item.url}
              data-list-open
              onClick={() => unread && onRead()}
              className="after:absolute after:inset-0"
            >
              {item.title}
            </a>
          ) : (
            item.title
          )}
          {unread ? <span className="sr-only"> ({t('unread')})</span> : null}
        </p>
        <p dir="auto" className="mt-0.5 text-ink-soft text-sm">
          {item.body}
        </p>
        <DateTime value={item.createdAt} className="text-ink-faint text-xs" />
      </div>
      {unread ? (
        <div className="relative z-1 flex shrink-0 items-center gap-1">
          <IconButton label={t('readOf', { title: item.title })} tooltip={false} size="sm" onClick={onRead}>
            <Check aria-hidden />
          </IconButton>
          <span className="size-2 rounded-full bg-accent" aria-hidden />
        </div>
      ) : null}
    </li>
  );
}
