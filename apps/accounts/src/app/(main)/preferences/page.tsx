import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Preferences } from '@/features/users/components/preferences.tsx';
import { caller } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('preferences'))('title'),
});

/** The zones come from here, because the server is who says which it knows. */
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export default async function PreferencesPage() {
  const preferences = await (await caller()).users.preferences({ id: 'me' });
  return <Preferences initial={preferences} zones={zones} />;
}
