'use client';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';

export type TabLink = { href: string; label: ReactNode; icon?: ReactNode; count?: number };

export type TabsProps = {
  /** Names the row of tabs for screen readers. */
  label: string;
  tabs: readonly TabLink[];
  /** The `href` of the one shown. */
  current: string;
  className?: string;
};

/** Parts of one page as links, so that each has an address, opens in a new tab and answers to "back". */
export function Tabs({ label, tabs, current, className }: TabsProps) {
  return (
    <nav
      aria-label={label}
      className={cn('-mx-1 overflow-x-auto border-b px-1 [scrollbar-width:none]', className)}
    >
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <TabItem tab={tab} current={tab.href === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabItem({ tab, current }: { tab: TabLink; current: boolean }) {
  return (
    <NextLink
      href={tab.href}
      scroll={false}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'relative flex h-9 items-center gap-2 whitespace-nowrap rounded-md px-2.5 font-medium text-base text-ink-soft hover:text-ink',
        'pointer-coarse:h-11 focus-visible:-outline-offset-2 [&_svg]:size-4',
        current &&
          'text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent-ink',
      )}
    >
      {tab.icon}
      {tab.label}
      {tab.count !== undefined ? (
        <span className="rounded-full bg-wash px-1.5 font-normal text-ink-faint text-xs tabular-nums">
          {tab.count}
        </span>
      ) : null}
    </NextLink>
  );
}
