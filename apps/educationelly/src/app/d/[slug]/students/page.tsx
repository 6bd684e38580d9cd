import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StudentList } from '@/features/students/components/list.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('list'))('title'),
});

export default function StudentsPage() {
  return <StudentList />;
}
