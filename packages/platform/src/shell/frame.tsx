'use client';
import { AppShell, type AppShellProps } from '@portfolio/ui/app-shell';
import type { PaletteItem } from '@portfolio/ui/command-palette';
import type { Theme } from '@portfolio/ui/lib/theme';
import { MenuLink } from '@portfolio/ui/menu';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { appNames } from '../kernel/actor.ts';
import type { PlatformRouter } from '../server/platform-router.ts';
import { signedOutLink } from './client.tsx';
import { accountPages, useCommands } from './commands.tsx';
import { LiveProvider, useLive } from './live.tsx';
import type { ShellData } from './pages.ts';
import { searchPalette } from './palette.tsx';

const noCommands: PaletteItem[] = [];

const client = createTRPCClient<PlatformRouter>({
  links: [signedOutLink(), httpBatchLink({ url: '/api/trpc', maxItems: 10 })],
});

export type FrameProps = Pick<AppShellProps, 'nav' | 'action' | 'sidebarExtra'> & {
  shell: ShellData;
  /** What ⌘K can do in this app, besides going to pages. */
  commands?: PaletteItem[];
  children: ReactNode;
};

type Inbox = Awaited<ReturnType<typeof client.notifications.list.query>>;

const empty: Inbox = { items: [], unreadCount: 0 };

const useInbox = (enabled: boolean) => {
  const [inbox, setInbox] = useState(empty);
  const load = useCallback(() => {
    if (enabled) client.notifications.list.query({ limit: 10 }).then(setInbox, () => {});
  }, [enabled]);
  useEffect(load, [load]);
  useLive('notifications', load);
  const readAll = (): void => {
    setInbox((old) => ({
      ...old,
      unreadCount: 0,
      items: old.items.map((item) => ({ ...item, readAt: item.readAt ?? item.createdAt })),
    }));
    client.notifications.markAllRead.mutate().then(load, load);
  };
  const read = (id: string): void => {
    client.notifications.markRead.mutate({ id }).then(load, load);
  };
  return { inbox, read, readAll };
};

/** Signs out everywhere: a plain form post, so that the answer may set cookies and lead on. */
const signOut = (): void => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/api/auth/signout';
  document.body.append(form);
  form.submit();
};

const remember = (theme: Theme): void => {
  client.users.updatePreferences.mutate({ id: 'me', theme }).catch(() => {});
};

function FrameInner({ shell, children, commands: actions = noCommands, ...rest }: FrameProps) {
  const { app, origins, user } = shell;
  const t = useTranslations('shell');
  const { inbox, read, readAll } = useInbox(user !== null);
  // The stream has ended: a call finds out whether the session has too, and leads to sign-in if so.
  useLive('signed-out', () => void client.users.get.query({ id: 'me' }).catch(() => {}));
  const name = user ? [user.firstName, user.lastName].filter(Boolean).join(' ') || user.username : '';
  const commands = useCommands({ shell, nav: rest.nav, actions, onTheme: remember, onSignOut: signOut });
  const search = useMemo(
    () => searchPalette(client, { accounts: origins.accounts, people: t('people') }),
    [origins.accounts, t],
  );
  const items = inbox.items.map(({ id, title, body, url, readAt, createdAt, app: from }) => ({
    id,
    title,
    body,
    href: url ?? undefined,
    read: readAt !== null,
    at: createdAt,
    app: appNames.find((one) => one === from),
  }));
  return (
    <AppShell
      app={app}
      apps={appNames.map((id) => ({ id, href: origins[id] }))}
      user={user ? { name, email: user.email ?? '', avatarUrl: user.avatarUrl } : null}
      signInHref={app === 'accounts' ? '/signin' : '/api/auth/start'}
      onSignOut={signOut}
      onThemeChange={user ? remember : undefined}
      defaultFolded={shell.folded}
      profileItems={<ProfileLinks accounts={origins.accounts} />}
      notifications={
        user
          ? {
              items,
              unreadCount: inbox.unreadCount,
              onRead: (item) => read(item.id),
              onReadAll: readAll,
              allHref: `${origins.accounts}/inbox`,
            }
          : undefined
      }
      palette={user ? { search, commands } : undefined}
      {...rest}
    >
      {children}
    </AppShell>
  );
}

/** The person's own pages; they stand at the front door, whichever app this is. */
function ProfileLinks({ accounts }: { accounts: string }) {
  const t = useTranslations('shell');
  return (
    <>
      {accountPages.map(([page, path, icon]) => (
        <MenuLink key={page} href={accounts + path} icon={icon}>
          {t(page)}
        </MenuLink>
      ))}
    </>
  );
}

/** The frame of every app's pages with its live parts: bell, search, sign-out. */
export function Frame(props: FrameProps) {
  return (
    <LiveProvider enabled={props.shell.user !== null}>
      <FrameInner {...props} />
    </LiveProvider>
  );
}
