import { returnPath } from '@portfolio/platform/kernel/return-path';
import { Banner } from '@portfolio/ui/banner';
import { Link } from '@portfolio/ui/link';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/components/card.tsx';
import { SignInForm } from '@/features/auth/components/forms.tsx';
import { app } from '@/server/app.ts';
import { goingAt } from '@/server/going.ts';
import { visitor } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('signIn'))('title'),
});

export default async function SignInPage({ searchParams }: PageProps<'/signin'>) {
  const query = await searchParams;
  const continueTo = returnPath(query.continue, app().platform.env.origins.accounts);
  const { actor } = await visitor();
  if (actor && !query.again) redirect(continueTo);
  const t = await getTranslations('signIn');
  const going = await goingAt(continueTo);
  return (
    <AuthCard
      title={t('title')}
      lead={going.to ? t('toApp', { app: going.to }) : t('lead')}
      footer={
        <>
          {t('noAccount')} <Link href="/signup">{t('signUp')}</Link>
        </>
      }
    >
      {query.ended || going.ended ? (
        <Banner title={t('ended')} className="mb-4">
          {t('endedText')}
        </Banner>
      ) : null}
      <SignInForm continueTo={continueTo} />
    </AuthCard>
  );
}
