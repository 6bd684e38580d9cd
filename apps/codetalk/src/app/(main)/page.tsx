import { Page, PageHeader } from '@portfolio/ui/page-header';
import { getTranslations } from 'next-intl/server';

export default async function HomePage() {
  const t = await getTranslations('nav');
  return (
    <Page>
      <PageHeader title={t('rooms')} />
    </Page>
  );
}
