import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DecksPage } from '@/features/vocabulary/components/decks-page.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('decks'))('title'),
});

export default function Decks() {
  return <DecksPage />;
}
