'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import { LayoutDashboard, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function AccountsFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const nav = [
    {
      items: [
        { href: '/', label: t('dashboard'), icon: <LayoutDashboard />, exact: true },
        { href: '/security', label: t('security'), icon: <ShieldCheck /> },
      ],
    },
  ];
  return (
    <Frame shell={shell} nav={nav}>
      {children}
    </Frame>
  );
}
