'use client';
import type { PaletteGroup, PaletteItem } from '@portfolio/ui/command-palette';
import { appNames as names } from '@portfolio/ui/lib/marks';
import type { ShellNavSection } from '@portfolio/ui/lib/shell';
import type { Theme } from '@portfolio/ui/lib/theme';
import { useTheme } from '@portfolio/ui/lib/use-theme';
import { useUi } from '@portfolio/ui/lib/use-ui';
import { AppMark } from '@portfolio/ui/marks';
import { useThemeOptions } from '@portfolio/ui/theme-options';
import { Bell, LayoutDashboard, LogOut, Settings2, ShieldCheck, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { appNames } from '../kernel/actor.ts';
import type { ShellData } from './pages.ts';

/** The person's own pages; they stand at the front door, whichever app this is. */
export const accountPages = [
  ['dashboard', '', <LayoutDashboard key="dashboard" aria-hidden />],
  ['profile', '/profile', <UserRound key="profile" aria-hidden />],
  ['preferences', '/preferences', <Settings2 key="preferences" aria-hidden />],
  ['security', '/security', <ShieldCheck key="security" aria-hidden />],
  ['inbox', '/inbox', <Bell key="inbox" aria-hidden />],
] as const;

type Options = {
  shell: ShellData;
  nav: ShellNavSection[];
  /** What the app can do by itself, such as "New room". */
  actions: PaletteItem[];
  onTheme: (theme: Theme) => void;
  onSignOut: () => void;
};

const pagesOf = (nav: ShellNavSection[]): PaletteItem[] =>
  nav.flatMap(({ items }) =>
    items.map(({ href, label, icon, shortcut }) => ({
      id: href,
      label,
      icon,
      href,
      ...(shortcut ? { shortcut } : {}),
    })),
  );

/** What ⌘K offers before anything is typed: what the app can do, its pages, the person's pages, apps, theme, the way out. */
export function useCommands({ shell, nav, actions, onTheme, onSignOut }: Options): PaletteGroup[] {
  const t = useTranslations('shell');
  const { words } = useUi();
  const { setTheme } = useTheme();
  const themes = useThemeOptions();
  const { app, origins } = shell;
  // The front door has the person's pages in its own navigation.
  const base = app === 'accounts' ? '' : origins.accounts;
  const own = accountPages.map(([page, path, icon]) => ({
    id: page,
    label: t(page),
    icon,
    href: base + path || '/',
  }));
  const apps = appNames
    .filter((one) => one !== app)
    .map((one) => ({
      id: one,
      label: names[one],
      icon: <AppMark app={one} className="size-4" />,
      href: origins[one],
    }));
  const looks = themes.map(({ value, label, icon }) => ({
    id: value,
    label: t('themeIs', { theme: label }),
    icon,
    onSelect: () => {
      setTheme(value);
      onTheme(value);
    },
  }));
  const leave = { id: 'sign-out', label: words.signOut, icon: <LogOut aria-hidden />, onSelect: onSignOut };
  return [
    { id: 'actions', label: words.actions, items: actions },
    { id: 'pages', label: t('pages'), items: pagesOf(nav) },
    ...(app === 'accounts' ? [] : [{ id: 'account', label: t('account'), items: own }]),
    { id: 'apps', label: words.yourApps, items: apps },
    { id: 'session', label: t('thisDevice'), items: [...looks, leave] },
  ];
}
