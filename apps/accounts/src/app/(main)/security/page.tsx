import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Security } from '@/features/auth/components/security.tsx';
import { caller } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('security'))('title'),
});

export default async function SecurityPage() {
  return <Security sessions={await (await caller()).auth.sessions()} />;
}
