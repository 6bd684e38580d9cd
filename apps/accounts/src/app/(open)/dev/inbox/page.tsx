import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { app } from '@/server/app.ts';

/** Every message as it would have gone out; there only with the embedded mail driver, on one machine. */
export default async function DevInboxPage({ searchParams }: PageProps<'/dev/inbox'>) {
  const { to } = await searchParams;
  const { env, services } = app().platform;
  if (!env.local || env.mail.smtpUrl) notFound();
  const t = await getTranslations('devInbox');
  const { items } = await services.notifications.devInbox(typeof to === 'string' ? to : undefined);
  return (
    <Page width="reading">
      <PageHeader title={t('title')} description={typeof to === 'string' ? t('to', { to }) : t('lead')} />
      {items.length === 0 ? <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState> : null}
      <div className="flex flex-col gap-4">
        {items.map((mail) => (
          <Card
            key={mail.id}
            title={mail.subject}
            description={
              <>
                {mail.to} · <DateTime value={mail.at} />
              </>
            }
          >
            <pre className="whitespace-pre-wrap break-words font-sans text-base text-ink-soft">
              {linked(mail.text)}
            </pre>
          </Card>
        ))}
      </div>
    </Page>
  );
}

const linked = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((part) =>
    part.startsWith('http') ? (
      <a key={part} href={part} className="text-accent-ink underline">
        {part}
      </a>
    ) : (
      part
    ),
  );
