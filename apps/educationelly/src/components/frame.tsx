'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import { GraduationCap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function EducationellyFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const nav = [{ items: [{ href: '/', label: t('students'), icon: <GraduationCap />, exact: true }] }];
  return (
    <Frame shell={shell} nav={nav}>
      {children}
    </Frame>
  );
}
