import { NoticePage } from '@portfolio/platform/react/shell/notice-page';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('signedOut'))('title'),
});

export default async function Notice() {
  const t = await getTranslations('signedOut');
  return (
    <NoticePage
      app="firebook"
      title={t('title')}
      text={t('text')}
      action={t('signIn')}
      href="/api/auth/start"
    />
  );
}
