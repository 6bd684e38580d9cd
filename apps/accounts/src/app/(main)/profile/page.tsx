import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Profile } from '@/features/users/components/profile.tsx';
import { caller } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('profile'))('title'),
});

export default async function ProfilePage() {
  return <Profile initial={await (await caller()).users.get({ id: 'me' })} />;
}
