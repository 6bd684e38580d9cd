'use client';
import { type ReactNode, useState } from 'react';
import { AppShellBottomBar, AppShellDrawer } from './app-shell.phone.tsx';
import { AppShellSidebar } from './app-shell.sidebar.tsx';
import { AppSwitcher } from './app-switcher.tsx';
import { ButtonLink } from './button.tsx';
import { CommandPalette, type CommandPaletteProps, PaletteTrigger } from './command-palette.tsx';
import { cn } from './lib/cn.ts';
import type { AppId } from './lib/marks.ts';
import type { ShellApp, ShellNavSection, ShellUser } from './lib/shell.ts';
import { rememberInCookie, type Theme } from './lib/theme.ts';
import { useShortcut } from './lib/use-shortcut.ts';
import { useUi } from './lib/use-ui.ts';
import { NotificationBell, type NotificationBellProps } from './notification-bell.tsx';
import { ProfileMenu } from './profile-menu.tsx';
import { ShortcutsOverlay } from './shortcuts-overlay.tsx';

/** The cookie that remembers the folded sidebar; the server passes it back as `defaultFolded`. */
export const sidebarCookie = 'sidebar';

export type AppShellProps = {
  app: AppId;
  /** The five apps with their addresses, for the switcher. */
  apps: ShellApp[];
  /** Null when signed out: then there is "Sign in" in place of the profile. */
  user: ShellUser | null;
  nav: ShellNavSection[];
  signInHref: string;
  onSignOut: () => void;
  onThemeChange?: (theme: Theme) => void;
  /** `MenuLink`s of the profile menu: profile, preferences, security. */
  profileItems?: ReactNode;
  notifications?: NotificationBellProps;
  palette?: Pick<CommandPaletteProps, 'commands' | 'search'>;
  /** The one action that is always at hand, such as "Add bookmark"; stands in the top bar. */
  action?: ReactNode;
  /** Under the navigation: collections, decks, storage. */
  sidebarExtra?: ReactNode;
  defaultFolded?: boolean;
  children: ReactNode;
};

/** The frame of every page: sidebar, top bar, palette, bell, profile, shortcuts; on a phone a bar at the bottom. */
export function AppShell(props: AppShellProps) {
  const { app, apps, nav, palette, sidebarExtra, defaultFolded = false, children } = props;
  const { words } = useUi();
  const [folded, setFolded] = useState(defaultFolded);
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  function toggleFold() {
    setFolded(!folded);
    rememberInCookie(sidebarCookie, folded ? 'open' : 'folded');
  }
  useShortcut('[', toggleFold, {
    label: folded ? words.unfoldSidebar : words.foldSidebar,
    group: words.shortcutsEverywhere,
  });
  return (
    <div className="flex min-h-dvh bg-canvas">
      <SkipLink />
      <AppShellSidebar
        switcher={<AppSwitcher app={app} apps={apps} iconOnly={folded} />}
        {...{ nav, folded }}
        onToggle={toggleFold}
        extra={sidebarExtra}
      />
      <div className="flex min-w-0 flex-1 flex-col bg-surface">
        <TopBar {...props} onOpenPalette={palette ? () => setPaletteOpen(true) : undefined} />
        <main id="content" tabIndex={-1} className="flex-1 pb-20 outline-none md:pb-0">
          {children}
        </main>
      </div>
      <AppShellBottomBar nav={nav} extra={Boolean(sidebarExtra)} onMore={() => setDrawerOpen(true)} />
      <AppShellDrawer
        open={drawerOpen}
        onOpenChange={setDrawerOpen}
        nav={nav}
        switcher={<AppSwitcher app={app} apps={apps} />}
        extra={sidebarExtra}
      />
      {palette ? <CommandPalette {...palette} open={paletteOpen} onOpenChange={setPaletteOpen} /> : null}
      <ShortcutsOverlay />
    </div>
  );
}

function SkipLink() {
  const { words } = useUi();
  return (
    <a
      href="#content"
      className="sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:start-3 focus-visible:top-3 focus-visible:z-50 focus-visible:rounded-md focus-visible:bg-raised focus-visible:px-4 focus-visible:py-2 focus-visible:shadow-float"
    >
      {words.skipToContent}
    </a>
  );
}

function TopBar(props: AppShellProps & { onOpenPalette?: () => void }) {
  const { app, apps, user, signInHref, onSignOut, onThemeChange } = props;
  const { profileItems, notifications, action, onOpenPalette } = props;
  const { words } = useUi();
  return (
    <header
      className={cn(
        'sticky top-0 z-20 flex print:hidden h-13 shrink-0 items-center gap-2 border-b bg-surface/90 px-3 backdrop-blur-md md:px-6',
      )}
    >
      <div className="flex min-w-0 flex-1 items-center gap-2 max-md:-ms-1">
        <div className="min-w-0 md:hidden">
          <AppSwitcher app={app} apps={apps} />
        </div>
        <div className="hidden md:block">
          {onOpenPalette ? <PaletteTrigger onOpen={onOpenPalette} /> : null}
        </div>
      </div>
      <div className="flex shrink-0 items-center gap-1.5">
        <div className="md:hidden">{onOpenPalette ? <PaletteTrigger onOpen={onOpenPalette} /> : null}</div>
        {action}
        {notifications ? <NotificationBell {...notifications} /> : null}
        {user ? (
          <ProfileMenu user={user} onSignOut={onSignOut} onThemeChange={onThemeChange}>
            {profileItems}
          </ProfileMenu>
        ) : (
          <ButtonLink href={signInHref} variant="primary" prefetch={false}>
            {words.signIn}
          </ButtonLink>
        )}
      </div>
    </header>
  );
}
