'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import { useQuickAdd } from '@portfolio/platform/shell/quick-add';
import { Library, Plus, Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function FireBookFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const nav = [
    {
      items: [
        { href: '/', label: t('bookmarks'), icon: <Library />, exact: true },
        { href: '/tags', label: t('tags'), icon: <Tags /> },
      ],
    },
  ];
  const quickAdd = useQuickAdd();
  const commands = [{ id: 'add', label: t('add'), icon: <Plus />, shortcut: 'n', onSelect: quickAdd }];
  return (
    <Frame shell={shell} nav={nav} commands={commands}>
      {children}
    </Frame>
  );
}
