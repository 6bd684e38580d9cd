import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Overview } from '@/features/operations/components/overview.tsx';
import { requireAdmin } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('operations'))('title'),
});

export default async function OperationsPage() {
  await requireAdmin();
  return <Overview />;
}
