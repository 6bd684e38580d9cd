'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import { DoorOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function CodeTalkFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const nav = [{ items: [{ href: '/', label: t('rooms'), icon: <DoorOpen />, shortcut: 'g r' }] }];
  return (
    <Frame shell={shell} nav={nav}>
      {children}
    </Frame>
  );
}
