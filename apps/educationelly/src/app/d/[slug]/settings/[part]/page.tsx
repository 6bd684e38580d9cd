import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Settings } from '@/features/students/components/settings.tsx';

const parts = ['schools', 'members', 'invitations', 'access'] as const;

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('settings'))('title'),
});

export default async function SettingsPartPage({ params }: PageProps<'/d/[slug]/settings/[part]'>) {
  const asked = (await params).part;
  const part = parts.find((one) => one === asked);
  return part ? <Settings part={part} /> : notFound();
}
