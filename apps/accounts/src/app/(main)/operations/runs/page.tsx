import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Runs } from '@/features/operations/components/runs.tsx';
import { requireAdmin } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('operations'))('runs'),
});

export default async function RunsPage() {
  await requireAdmin();
  return <Runs />;
}
