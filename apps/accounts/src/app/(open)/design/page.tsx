import { Gallery } from '@portfolio/ui/gallery';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('nav'))('design'),
});

export default function DesignPage() {
  return <Gallery />;
}
