'use client';
import { Badge } from '@portfolio/ui/badge';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Link } from '@portfolio/ui/link';
import { BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Unread } from './types.ts';

/** What waits to be read, newest first. */
export function UnreadCard({ unread, className }: { unread: Unread; className?: string | undefined }) {
  const t = useTranslations('dashboard');
  const { items, unreadCount } = unread;
  return (
    <Card
      title={t('notifications')}
      actions={unreadCount > 0 ? <Badge tone="accent">{unreadCount}</Badge> : null}
      footer={<Link href="/inbox">{t('allNotifications')}</Link>}
      flush
      className={className ?? ''}
    >
      {items.length === 0 ? (
        <EmptyState size="inline" headingLevel={3} icon={<BellOff aria-hidden />} title={t('nothingUnread')}>
          {t('nothingUnreadText')}
        </EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line border-t">
          {items.map((item) => (
            <li key={item.id} className="relative px-4 py-2.5 hover:bg-canvas">
              <a href={item.url ?? '/inbox'} className="block after:absolute after:inset-0">
                <span
                  dir="auto"
                  className="line-clamp-2 font-medium text-base text-ink [overflow-wrap:anywhere]"
                >
                  {item.title}
                </span>
              </a>
              <p dir="auto" className="mt-0.5 line-clamp-2 text-ink-soft text-sm [overflow-wrap:anywhere]">
                {item.body}
              </p>
              <DateTime value={item.createdAt} className="text-ink-faint text-xs" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
