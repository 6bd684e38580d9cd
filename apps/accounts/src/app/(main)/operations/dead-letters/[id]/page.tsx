import { toDomainError } from '@portfolio/platform/kernel/errors';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DeadLetterDetail } from '@/features/operations/components/dead-letter-detail.tsx';
import { caller, requireAdmin } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('operations'))('letters'),
});

export default async function DeadLetterPage({ params }: PageProps<'/operations/dead-letters/[id]'>) {
  await requireAdmin();
  const { id } = await params;
  const found = await (await caller()).operations.deadLetter({ id }).catch((error: unknown) => {
    if (toDomainError(error)) return notFound();
    throw error;
  });
  return <DeadLetterDetail initial={found} />;
}
