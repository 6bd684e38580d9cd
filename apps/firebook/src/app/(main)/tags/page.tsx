import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TagManager } from '@/features/bookmarks/components/tags.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('tags'))('title'),
});

export default function TagsPage() {
  return <TagManager />;
}
