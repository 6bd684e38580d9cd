import { NoticePage } from '@portfolio/platform/react/shell/notice-page';
import { getTranslations } from 'next-intl/server';

export default async function NotFound() {
  const t = await getTranslations('notFound');
  return <NoticePage app="educationelly" title={t('title')} text={t('text')} action={t('home')} href="/" />;
}
