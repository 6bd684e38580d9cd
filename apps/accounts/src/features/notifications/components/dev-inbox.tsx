'use client';
import type { DevMail } from '@portfolio/platform/notifications/schema';
import { Button, ButtonLink } from '@portfolio/ui/button';
import { DateTime } from '@portfolio/ui/date-time';
import { EmptyState } from '@portfolio/ui/empty-state';
import { SearchInput } from '@portfolio/ui/input';
import { cn } from '@portfolio/ui/lib/cn';
import { List, ListItem } from '@portfolio/ui/list';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { MailOpen } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useState } from 'react';
import { DevMessage } from './dev-message.tsx';

type Props = { items: DevMail[]; to: string | undefined; chosen: string | undefined };

const recheckMs = 3_000;

const addressOf = (query: { to?: string | undefined; id?: string | undefined }): string => {
  const params = new URLSearchParams();
  if (query.to) params.set('to', query.to);
  if (query.id) params.set('id', query.id);
  return `/dev/inbox${params.size > 0 ? `?${params}` : ''}`;
};

/** Every message of this machine: a list beside the one that is open; on a phone one after the other. */
export function DevInbox({ items, to, chosen }: Props) {
  const t = useTranslations('devInbox');
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), recheckMs);
    return () => clearInterval(timer);
  }, [router]);
  const open = items.find(({ id }) => id === chosen) ?? null;
  const shown = open ?? items[0] ?? null;
  return (
    <Page>
      <PageHeader title={t('title')} description={t('lead')}>
        <Recipient to={to} onSearch={(next) => router.push(addressOf({ to: next }))} />
      </PageHeader>
      {items.length === 0 ? (
        <Nothing to={to} />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[24rem_minmax(0,1fr)]">
          <List label={t('messages')} keys className={cn('rounded-lg border', open && 'max-lg:hidden')}>
            {items.map((mail) => (
              <ListItem
                key={mail.id}
                id={mail.id}
                name={mail.subject}
                href={addressOf({ to, id: mail.id })}
                title={mail.subject}
                description={mail.to}
                trailing={<DateTime value={mail.at} format="narrow" />}
              />
            ))}
          </List>
          {shown ? (
            <div className={cn('flex min-w-0 flex-col gap-3', !open && 'max-lg:hidden')}>
              <ButtonLink href={addressOf({ to })} size="sm" className="self-start lg:hidden">
                {t('back')}
              </ButtonLink>
              <DevMessage key={shown.id} mail={shown} />
            </div>
          ) : null}
        </div>
      )}
    </Page>
  );
}

function Recipient({ to, onSearch }: { to: string | undefined; onSearch: (to: string) => void }) {
  const t = useTranslations('devInbox');
  const [typed, setTyped] = useState(to ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers that we serve
    <form role="search" onSubmit={submit} className="flex max-w-130 gap-2">
      <SearchInput
        label={t('search')}
        value={typed}
        slash
        autoComplete="off"
        onValueChange={(value) => {
          setTyped(value);
          if (!value && to) onSearch('');
        }}
        className="flex-1"
      />
      <Button type="submit">{t('searchSubmit')}</Button>
    </form>
  );
}

function Nothing({ to }: { to: string | undefined }) {
  const t = useTranslations('devInbox');
  return (
    <EmptyState
      icon={<MailOpen aria-hidden />}
      title={to ? t('emptyTo', { to }) : t('empty')}
      actions={to ? <ButtonLink href="/dev/inbox">{t('showAll')}</ButtonLink> : null}
    >
      {t(to ? 'emptyToText' : 'emptyText')}
    </EmptyState>
  );
}
