import { Button } from '@portfolio/ui/button';
import { appNames } from '@portfolio/ui/lib/marks';
import { Link } from '@portfolio/ui/link';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/components/card.tsx';
import { app } from '@/server/app.ts';
import { requireVisitor, shell } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('signIn'))('title'),
});

const isApp = (id: string): id is keyof typeof appNames => Object.hasOwn(appNames, id);

/** As tall as its words need: a name may be long. */
const wide = 'h-auto min-h-10 w-full justify-center whitespace-normal py-2';

/** Which account goes on, and the way to another. */
async function AsWhom({ account, uid }: { account: string; uid: string }) {
  const t = await getTranslations('consent');
  const back = encodeURIComponent(`/oidc/interaction/${uid}`);
  return (
    <>
      <p className="wrap-anywhere">{t('signedInAs', { account })}</p>
      <p className="mt-1">
        {t('notYou')}{' '}
        <Link href={`/signin?continue=${back}&again=1`} prefetch={false}>
          {t('switch')}
        </Link>
      </p>
    </>
  );
}

/** "Continue as …" once for an app of the house; for a third party, what it asks for. */
export default async function ConsentPage({ params }: PageProps<'/consent/[uid]'>) {
  const { uid } = await params;
  const { actor } = await requireVisitor();
  const { provider } = await app().issuer();
  const interaction = await provider.Interaction.find(uid);
  if (!interaction) redirect('/');
  const clientId = String(interaction.params.client_id);
  const t = await getTranslations('consent');
  const { user } = await shell();
  const name = user?.firstName || actor.username;
  const action = `/oidc/interaction/${uid}`;
  const footer = <AsWhom account={user?.email ?? actor.username} uid={uid} />;
  if (isApp(clientId))
    return (
      <AuthCard
        title={t('continueTitle', { app: appNames[clientId] })}
        lead={t('firstParty', { app: appNames[clientId] })}
        footer={footer}
      >
        <form method="post" action={`${action}/confirm`}>
          <Button type="submit" variant="primary" className={`${wide} wrap-anywhere`}>
            {t('continueAs', { name })}
          </Button>
        </form>
      </AuthCard>
    );
  const client = await app().clients.byClientId(clientId);
  const scopes = String(interaction.params.scope ?? 'openid').split(' ');
  return (
    <AuthCard
      title={t('thirdTitle', { app: client?.name ?? clientId })}
      lead={t('thirdText')}
      footer={footer}
    >
      <ul className="mb-6 flex list-disc flex-col gap-1 ps-5 text-base text-ink">
        {scopes.map((scope) => (
          <li key={scope}>
            {t.has(`scopes.${scope.replaceAll(':', '-')}`)
              ? t(`scopes.${scope.replaceAll(':', '-')}`)
              : scope}
          </li>
        ))}
      </ul>
      <form method="post" action={`${action}/confirm`} className="flex flex-col gap-2">
        <Button type="submit" variant="primary" className="h-10 w-full justify-center">
          {t('allow')}
        </Button>
        <Button type="submit" formAction={`${action}/deny`} className="h-10 w-full justify-center">
          {t('deny')}
        </Button>
      </form>
    </AuthCard>
  );
}
