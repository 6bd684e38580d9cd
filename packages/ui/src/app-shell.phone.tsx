'use client';
import { Menu as MenuIcon } from 'lucide-react';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { NavSections, useIsCurrent } from './app-shell.sidebar.tsx';
import { cn } from './lib/cn.ts';
import type { ShellNavItem, ShellNavSection } from './lib/shell.ts';
import { useUi } from './lib/use-ui.ts';
import { Sheet } from './sheet.tsx';

const placesMax = 4;

function primaryItems(nav: ShellNavSection[]): ShellNavItem[] {
  const items = nav.flatMap((section) => section.items);
  const primary = items.filter((item) => item.primary);
  return (primary.length > 0 ? primary : items).slice(0, placesMax);
}

const placeStyle =
  'flex min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-md px-1 text-xs [&_svg]:size-5 [&_svg]:shrink-0';

type BottomBarProps = { nav: ShellNavSection[]; extra: boolean; onMore: () => void };

/** The bar under a phone's thumb: the main places, and the rest, where there is any, behind "More". */
export function AppShellBottomBar({ nav, extra, onMore }: BottomBarProps) {
  const { words } = useUi();
  const isCurrent = useIsCurrent();
  const places = primaryItems(nav);
  const hasMore = extra || nav.flatMap(({ items }) => items).length > places.length;
  return (
    <nav
      aria-label={words.mainNavigation}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t bg-surface/95 px-1 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden print:hidden"
    >
      {places.map((item) => {
        const current = isCurrent(item);
        return (
          <NextLink
            key={item.href}
            href={item.href}
            aria-current={current ? 'page' : undefined}
            className={cn(placeStyle, 'h-14', current ? 'font-medium text-accent-ink' : 'text-ink-soft')}
          >
            {item.icon}
            <span className="max-w-full truncate">{item.label}</span>
          </NextLink>
        );
      })}
      {hasMore ? (
        <button type="button" onClick={onMore} className={cn(placeStyle, 'h-14 text-ink-soft')}>
          <MenuIcon aria-hidden />
          <span className="max-w-full truncate">{words.more}</span>
        </button>
      ) : null}
    </nav>
  );
}

type DrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  nav: ShellNavSection[];
  switcher: ReactNode;
  extra?: ReactNode;
};

/** The whole navigation of a phone, from the side. */
export function AppShellDrawer({ open, onOpenChange, nav, switcher, extra }: DrawerProps) {
  const { words } = useUi();
  return (
    <Sheet side="start" open={open} onOpenChange={onOpenChange} title={words.mainNavigation} titleHidden>
      <div className="flex h-15 items-center ps-2 pe-14">{switcher}</div>
      <NavSections nav={nav} onNavigate={() => onOpenChange(false)} />
      {extra ? <div className="px-2 py-3">{extra}</div> : null}
    </Sheet>
  );
}
