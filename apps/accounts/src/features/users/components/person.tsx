import type { User } from '@portfolio/platform/users/schema';
import { Avatar } from '@portfolio/ui/avatar';
import { Banner } from '@portfolio/ui/banner';
import { ButtonLink } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { DateTime } from '@portfolio/ui/date-time';
import { Link } from '@portfolio/ui/link';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useTranslations } from 'next-intl';

/** What others see of a person. */
export function Person({ user, own }: { user: User; own: boolean }) {
  const t = useTranslations('person');
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ');
  const facts = [
    [t('location'), user.location],
    [
      t('website'),
      user.website ? (
        <Link key="w" href={user.website} external rel="nofollow ugc noopener noreferrer">
          {user.website.replace(/^https?:\/\//, '')}
        </Link>
      ) : null,
    ],
    [t('member'), <DateTime key="m" value={user.createdAt} format="date" />],
  ] as const;
  return (
    <Page width="reading">
      <PageHeader
        leading={<Avatar name={name || user.username} src={user.avatarUrl} size="xl" decorative />}
        title={name || user.username}
        description={<span className="[overflow-wrap:anywhere]">@{user.username}</span>}
        actions={own ? <ButtonLink href="/profile">{t('edit')}</ButtonLink> : null}
      />
      {own ? <Banner title={t(user.emailVerified ? 'own' : 'hidden')} className="mb-4" /> : null}
      <Card>
        <p dir="auto" className="whitespace-pre-line text-base text-ink [overflow-wrap:anywhere]">
          {user.bio ?? <span className="text-ink-faint">{t('noBio')}</span>}
        </p>
        <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 border-t pt-4 text-base">
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label} className="contents">
                <dt className="text-ink-faint">{label}</dt>
                <dd dir="auto" className="min-w-0 text-ink [overflow-wrap:anywhere]">
                  {value}
                </dd>
              </div>
            ))}
        </dl>
      </Card>
    </Page>
  );
}
