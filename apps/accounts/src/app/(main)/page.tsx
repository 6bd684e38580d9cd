import { Page, PageHeader } from '@portfolio/ui/page-header';
import { getTranslations } from 'next-intl/server';

export default async function DashboardPage() {
  const t = await getTranslations('dashboard');
  return (
    <Page>
      <PageHeader title={t('title')} description={t('lead')} />
    </Page>
  );
}
