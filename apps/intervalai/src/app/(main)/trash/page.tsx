import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TrashPage } from '@/features/vocabulary/components/trash-page.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('trash'))('title'),
});

export default function Trash() {
  return <TrashPage />;
}
