import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewStudent } from '@/features/students/components/form.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('form'))('newTitle'),
});

export default function NewStudentPage() {
  return <NewStudent />;
}
