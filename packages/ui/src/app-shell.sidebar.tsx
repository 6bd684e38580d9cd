'use client';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import NextLink from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cn } from './lib/cn.ts';
import type { ShellNavItem, ShellNavSection } from './lib/shell.ts';
import { leave } from './lib/unsaved.ts';
import { useShortcut } from './lib/use-shortcut.ts';
import { useUi } from './lib/use-ui.ts';
import { Tooltip } from './tooltip.tsx';

/** True when the page shown is the item's, or one below it. */
export function useIsCurrent(): (item: Pick<ShellNavItem, 'href' | 'exact'>) => boolean {
  const pathname = usePathname() ?? '';
  return ({ href, exact }) => {
    const path = href.split(/[?#]/)[0] ?? href;
    return pathname === path || (!exact && path !== '/' && pathname.startsWith(`${path}/`));
  };
}

type SidebarProps = {
  switcher: ReactNode;
  nav: ShellNavSection[];
  folded: boolean;
  onToggle: () => void;
  extra?: ReactNode;
};

/** The sidebar of wide windows: 240 px, or a rail of icons with tooltips. */
export function AppShellSidebar({ switcher, nav, folded, onToggle, extra }: SidebarProps) {
  const { words } = useUi();
  const label = folded ? words.unfoldSidebar : words.foldSidebar;
  return (
    <aside
      className={cn(
        'sticky top-0 z-30 hidden h-dvh shrink-0 flex-col border-e bg-canvas md:flex print:hidden',
        folded ? 'w-14' : 'w-60',
      )}
    >
      <div className={cn('flex h-13 shrink-0 items-center', folded ? 'justify-center' : 'px-2')}>
        {switcher}
      </div>
      <NavSections nav={nav} folded={folded} shortcuts />
      {extra && !folded ? <div className="min-h-0 shrink overflow-y-auto px-2 pb-2">{extra}</div> : null}
      <div className={cn('mt-auto flex h-11 shrink-0 items-center', folded ? 'justify-center' : 'px-2')}>
        <IconButton label={label} onClick={onToggle} aria-expanded={!folded}>
          {folded ? (
            <PanelLeftOpen className="rtl:-scale-x-100" aria-hidden />
          ) : (
            <PanelLeftClose className="rtl:-scale-x-100" aria-hidden />
          )}
        </IconButton>
      </div>
    </aside>
  );
}

type NavSectionsProps = {
  nav: ShellNavSection[];
  folded?: boolean;
  shortcuts?: boolean;
  onNavigate?: () => void;
};

/** The navigation itself, for the sidebar and the drawer. */
export function NavSections({ nav, folded = false, shortcuts = false, onNavigate }: NavSectionsProps) {
  const { words } = useUi();
  return (
    <nav
      aria-label={words.mainNavigation}
      className="flex min-h-0 flex-col gap-4 overflow-y-auto px-2 py-1.5"
    >
      {nav.map((section) => (
        <div key={section.label ?? section.items[0]?.href}>
          {section.label && !folded ? (
            <h2 className="px-2 pb-1 font-medium text-ink-faint text-xs">{section.label}</h2>
          ) : null}
          <ul className="flex flex-col gap-px">
            {section.items.map((item) => (
              <li key={item.href}>
                {folded ? (
                  <Tooltip label={item.label} shortcut={item.shortcut} side="inline-end">
                    <NavLink item={item} folded onNavigate={onNavigate} />
                  </Tooltip>
                ) : (
                  <NavLink item={item} onNavigate={onNavigate} />
                )}
                {shortcuts && item.shortcut ? <NavShortcut item={item} keys={item.shortcut} /> : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function NavShortcut({ item, keys }: { item: ShellNavItem; keys: string }): null {
  const router = useRouter();
  const { words } = useUi();
  useShortcut(keys, () => leave(() => router.push(item.href)), {
    label: item.label,
    group: words.mainNavigation,
  });
  return null;
}

type NavLinkProps = { item: ShellNavItem; folded?: boolean; onNavigate?: () => void };

function NavLink({ item, folded = false, onNavigate, ...rest }: NavLinkProps): ReactElement {
  const current = useIsCurrent()(item);
  return (
    <NextLink
      {...rest}
      href={item.href}
      onClick={onNavigate}
      aria-current={current ? 'page' : undefined}
      aria-label={folded ? item.label : undefined}
      className={cn(
        'group flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-ink-soft hover:bg-hover hover:text-ink',
        'pointer-coarse:h-11 [&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0',
        current && 'bg-pressed/70 font-medium text-ink hover:bg-pressed/70 [&>span>svg]:text-accent-ink',
        folded && 'justify-center px-0',
      )}
    >
      <span className="shrink-0 text-ink-faint group-hover:text-ink-soft">{item.icon}</span>
      {folded ? null : (
        <>
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.badge !== undefined && item.badge !== null ? (
            <span className="text-ink-faint text-xs tabular-nums">{item.badge}</span>
          ) : null}
        </>
      )}
    </NextLink>
  );
}
