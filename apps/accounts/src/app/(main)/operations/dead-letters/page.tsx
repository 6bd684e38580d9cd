import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeadLetters } from '@/features/operations/components/dead-letters.tsx';
import { requireAdmin } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('operations'))('letters'),
});

export default async function DeadLettersPage() {
  await requireAdmin();
  return <DeadLetters />;
}
