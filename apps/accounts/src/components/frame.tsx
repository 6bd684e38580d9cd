'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import {
  Activity,
  Bell,
  KeyRound,
  LayoutDashboard,
  ShieldCheck,
  SlidersHorizontal,
  UserRound,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function AccountsFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const nav = [
    {
      items: [
        { href: '/', label: t('dashboard'), icon: <LayoutDashboard />, exact: true },
        { href: '/inbox', label: t('inbox'), icon: <Bell /> },
      ],
    },
    {
      label: t('account'),
      items: [
        { href: '/profile', label: t('profile'), icon: <UserRound /> },
        { href: '/security', label: t('security'), icon: <ShieldCheck /> },
        { href: '/tokens', label: t('tokens'), icon: <KeyRound /> },
        { href: '/preferences', label: t('preferences'), icon: <SlidersHorizontal /> },
      ],
    },
    ...(shell.admin
      ? [
          {
            label: t('administration'),
            items: [{ href: '/operations', label: t('operations'), icon: <Activity /> }],
          },
        ]
      : []),
  ];
  return (
    <Frame shell={shell} nav={nav}>
      {children}
    </Frame>
  );
}
