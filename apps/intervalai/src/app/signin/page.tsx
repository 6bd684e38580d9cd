import { NoticePage } from '@portfolio/platform/react/shell/notice-page';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('signInFailed'))('title'),
});

export default async function Notice() {
  const t = await getTranslations('signInFailed');
  return (
    <NoticePage
      app="intervalai"
      title={t('title')}
      text={t('text')}
      action={t('retry')}
      href="/api/auth/start"
    />
  );
}
