import { returnPath } from '@portfolio/platform/kernel/return-path';
import { Link } from '@portfolio/ui/link';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/components/card.tsx';
import { SignInForm } from '@/features/auth/components/forms.tsx';
import { app } from '@/server/app.ts';
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
  return (
    <AuthCard
      title={t('title')}
      lead={t('lead')}
      footer={
        <>
          {t('noAccount')} <Link href="/signup">{t('signUp')}</Link>
        </>
      }
    >
      <SignInForm continueTo={continueTo} />
    </AuthCard>
  );
}
