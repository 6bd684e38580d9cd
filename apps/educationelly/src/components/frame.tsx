'use client';
import { Frame } from '@portfolio/platform/react/shell/frame';
import type { ShellData } from '@portfolio/platform/shell/pages';
import { GraduationCap, Settings, UserRoundPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DistrictSwitch, useDistrict } from '@/features/students/components/district.tsx';

export function EducationellyFrame({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const t = useTranslations('nav');
  const { href } = useDistrict();
  const nav = [
    {
      items: [
        { href: href('/students'), label: t('students'), icon: <GraduationCap />, shortcut: 'g s' },
        { href: href('/settings'), label: t('settings'), icon: <Settings />, shortcut: 'g e' },
      ],
    },
  ];
  const commands = [
    { id: 'new-student', label: t('newStudent'), icon: <UserRoundPlus />, href: href('/students/new') },
  ];
  return (
    <Frame shell={shell} nav={nav} commands={commands} sidebarExtra={<DistrictSwitch />}>
      {children}
    </Frame>
  );
}
