'use client';
import type { Session } from '@portfolio/platform/auth/schema';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useTranslations } from 'next-intl';
import { PasswordCard } from './password-card.tsx';
import { SecurityLog } from './security-log.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** Where somebody is signed in, their password, and what happened to their account. */
export function Security({ sessions }: { sessions: { items: Session[] } }) {
  const t = useTranslations('security');
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="flex flex-col gap-4">
        <SessionsCard initial={sessions} />
        <PasswordCard />
        <SecurityLog />
      </div>
    </Page>
  );
}
