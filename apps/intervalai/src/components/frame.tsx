'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import { useQuickAdd } from '@portfolio/platform/shell/quick-add';
import { BookOpen, Layers, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function IntervalAIFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const nav = [
    {
      items: [
        { href: '/', label: t('words'), icon: <BookOpen />, exact: true, shortcut: 'g w' },
        { href: '/decks', label: t('decks'), icon: <Layers />, shortcut: 'g d' },
        { href: '/trash', label: t('trash'), icon: <Trash2 />, shortcut: 'g t' },
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
