import { toDomainError } from '@portfolio/platform/kernel/errors';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RunDetail } from '@/features/operations/components/run-detail.tsx';
import { caller, requireAdmin } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('operations'))('run'),
});

export default async function RunPage({ params }: PageProps<'/operations/runs/[id]'>) {
  await requireAdmin();
  const { id } = await params;
  const found = await (await caller()).operations.run({ id }).catch((error: unknown) => {
    if (toDomainError(error)) return notFound();
    throw error;
  });
  return <RunDetail initial={found} />;
}
