'use client';
import { Bell, BellOff } from 'lucide-react';
import NextLink from 'next/link';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { DateTime } from './date-time.tsx';
import { buttonStyle } from './lib/button-style.ts';
import { cn } from './lib/cn.ts';
import type { AppId } from './lib/marks.ts';
import { useUi } from './lib/use-ui.ts';
import { fill } from './lib/words.ts';
import { AppMark } from './marks.tsx';
import { Popover } from './popover.tsx';
import { Spinner } from './spinner.tsx';

export type BellItem = {
  id: string;
  title: ReactNode;
  body?: ReactNode;
  /** ISO time. */
  at: string;
  read: boolean;
  app?: AppId;
  href?: string;
};

export type NotificationBellProps = {
  items: BellItem[];
  unreadCount: number;
  loading?: boolean;
  onOpenChange?: (open: boolean) => void;
  onRead?: (item: BellItem) => void;
  onReadAll?: () => void;
  /** The page with all of them. */
  allHref?: string;
};

/** The bell with the number of unread messages, and the newest of them. */
export function NotificationBell({ unreadCount, onOpenChange, ...props }: NotificationBellProps) {
  const { words } = useUi();
  const [open, setOpen] = useState(false);
  function change(next: boolean) {
    setOpen(next);
    onOpenChange?.(next);
  }
  return (
    <Popover
      open={open}
      onOpenChange={change}
      title={words.notifications}
      titleHidden
      align="end"
      className="flex max-h-[min(34rem,var(--available-height))] w-96 flex-col overflow-hidden p-0"
      trigger={<BellButton unreadCount={unreadCount} />}
    >
      <BellPanel unreadCount={unreadCount} {...props} onLeave={() => change(false)} />
    </Popover>
  );
}

function BellButton({ unreadCount, ...rest }: { unreadCount: number }) {
  const { words } = useUi();
  const label =
    unreadCount > 0 ? fill(words.notificationsUnread, { count: unreadCount }) : words.notifications;
  return (
    <button type="button" {...rest} aria-label={label} className={buttonStyle('ghost', 'md', 'icon')}>
      <Bell aria-hidden />
      {unreadCount > 0 ? (
        <span
          aria-hidden
          data-count={unreadCount > 99 ? '99+' : unreadCount}
          className="before:content-[attr(data-count)] absolute -end-0.5 -top-0.5 flex h-4 min-w-4 items-center justify-center rounded-full border-2 border-surface bg-accent px-0.5 font-semibold text-[0.625rem] text-on-accent tabular-nums leading-none"
        />
      ) : null}
    </button>
  );
}

type BellPanelProps = Omit<NotificationBellProps, 'onOpenChange'> & { onLeave: () => void };

function BellPanel({ items, unreadCount, loading, onRead, onReadAll, allHref, onLeave }: BellPanelProps) {
  const { words } = useUi();
  return (
    <>
      <div className="flex h-11 shrink-0 items-center justify-between border-b ps-4 pe-2">
        <p className="font-semibold text-base">{words.notifications}</p>
        {onReadAll && unreadCount > 0 ? (
          <Button variant="ghost" size="sm" onClick={onReadAll}>
            {words.markAllRead}
          </Button>
        ) : null}
      </div>
      {items.length === 0 ? (
        <BellEmpty loading={loading} />
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto p-1">
          {items.map((item) => (
            <li key={item.id}>
              <BellLine item={item} onRead={onRead} />
            </li>
          ))}
        </ul>
      )}
      {allHref ? (
        <div className="shrink-0 border-t p-1.5">
          <NextLink href={allHref} onClick={onLeave} className={cn(buttonStyle('ghost'), 'w-full')}>
            {words.seeAll}
          </NextLink>
        </div>
      ) : null}
    </>
  );
}

function BellEmpty({ loading }: { loading?: boolean }) {
  const { words } = useUi();
  return (
    <div className="flex min-h-44 flex-col items-center justify-center px-6 py-8 text-center">
      {loading ? (
        <Spinner label={words.loading} className="text-ink-faint" />
      ) : (
        <>
          <BellOff className="size-5 text-ink-faint" aria-hidden />
          <p className="mt-3 font-medium text-base">{words.noNotifications}</p>
          <p className="mt-1 text-ink-faint text-sm">{words.noNotificationsHint}</p>
        </>
      )}
    </div>
  );
}

const lineStyle = 'relative flex w-full gap-3 rounded-md p-2.5 text-start hover:bg-hover';

function BellLine({ item, onRead }: { item: BellItem; onRead?: (item: BellItem) => void }) {
  const { words } = useUi();
  const body = (
    <>
      {item.app ? <AppMark app={item.app} className="mt-0.5 size-5" named /> : null}
      <span className="min-w-0 flex-1">
        <span className={cn('block text-base', item.read ? 'text-ink-soft' : 'font-medium text-ink')}>
          {item.title}
        </span>
        {item.body ? <span className="line-clamp-2 text-ink-soft text-sm">{item.body}</span> : null}
        <DateTime value={item.at} className="mt-0.5 block text-ink-faint text-xs" />
      </span>
      {item.read ? null : (
        <span
          className="mt-1.5 size-2 shrink-0 rounded-full bg-accent"
          role="img"
          aria-label={words.unread}
        />
      )}
    </>
  );
  if (item.href) {
    return (
      <a href={item.href} className={lineStyle} onClick={() => onRead?.(item)}>
        {body}
      </a>
    );
  }
  return (
    <button type="button" className={lineStyle} onClick={() => onRead?.(item)}>
      {body}
    </button>
  );
}
