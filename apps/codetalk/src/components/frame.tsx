'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import { DoorOpen, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function CodeTalkFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const nav = [{ items: [{ href: '/', label: t('rooms'), icon: <DoorOpen />, shortcut: 'g r' }] }];
  const commands = [{ id: 'new-room', label: t('newRoom'), icon: <Plus />, href: '/?new=1', shortcut: 'c' }];
  return (
    <Frame shell={shell} nav={nav} commands={commands}>
      {children}
    </Frame>
  );
}
