import { Card } from '@portfolio/ui/card';
import { appNames } from '@portfolio/ui/lib/marks';
import { AppMark } from '@portfolio/ui/marks';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { getTranslations } from 'next-intl/server';
import { app } from '@/server/app.ts';

const apps = ['educationelly', 'codetalk', 'firebook', 'intervalai'] as const;

export default async function DashboardPage() {
  const t = await getTranslations('dashboard');
  const { origins } = app().platform.env;
  return (
    <Page>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {apps.map((id) => (
          <a key={id} href={origins[id]} className="rounded-lg focus-visible:outline-2">
            <Card>
              <div className="flex items-center gap-3">
                <AppMark app={id} className="size-9" />
                <div className="min-w-0">
                  <p className="font-semibold text-ink">{appNames[id]}</p>
                  <p className="text-ink-faint text-sm">{t(`apps.${id}`)}</p>
                </div>
              </div>
            </Card>
          </a>
        ))}
      </div>
    </Page>
  );
}
