'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import type { ShellNavItem } from '@portfolio/ui/lib/shell';
import {
  Activity,
  Blocks,
  Inbox,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  MailOpen,
  MailWarning,
  Palette,
  Settings2,
  ShieldCheck,
  UserRound,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type Props = { shell: ShellData; devInbox: boolean; children: ReactNode };

const useNav = ({ shell, devInbox }: Omit<Props, 'children'>) => {
  const t = useTranslations('nav');
  const main: ShellNavItem[] = [
    {
      href: '/',
      label: t('dashboard'),
      icon: <LayoutDashboard />,
      exact: true,
      primary: true,
      shortcut: 'g d',
    },
    { href: '/inbox', label: t('inbox'), icon: <Inbox />, primary: true, shortcut: 'g i' },
  ];
  const account: ShellNavItem[] = [
    { href: '/profile', label: t('profile'), icon: <UserRound />, primary: true },
    { href: '/preferences', label: t('preferences'), icon: <Settings2 /> },
    { href: '/security', label: t('security'), icon: <ShieldCheck />, primary: true },
    { href: '/tokens', label: t('tokens'), icon: <KeyRound /> },
  ];
  const administration: ShellNavItem[] = [
    { href: '/operations', label: t('operations'), icon: <Activity />, exact: true, shortcut: 'g o' },
    { href: '/operations/runs', label: t('runs'), icon: <ListChecks /> },
    { href: '/operations/dead-letters', label: t('deadLetters'), icon: <MailWarning /> },
    { href: '/clients', label: t('clients'), icon: <Blocks /> },
  ];
  const workshop: ShellNavItem[] = [
    { href: '/design', label: t('design'), icon: <Palette /> },
    ...(devInbox ? [{ href: '/dev/inbox', label: t('devInbox'), icon: <MailOpen /> }] : []),
  ];
  const own = [{ items: main }, { label: t('account'), items: account }];
  return [
    ...(shell.user ? own : []),
    ...(shell.admin ? [{ label: t('administration'), items: administration }] : []),
    ...(shell.admin || devInbox || !shell.user ? [{ label: t('workshop'), items: workshop }] : []),
  ];
};

export function AccountsFrame({ children, ...props }: Props) {
  return (
    <Frame shell={props.shell} nav={useNav(props)}>
      {children}
    </Frame>
  );
}
