import { Link } from '@portfolio/ui/link';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/components/card.tsx';
import { SignUpForm } from '@/features/auth/components/forms.tsx';
import { hasDevInbox } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('signUp'))('title'),
});

export default async function SignUpPage() {
  const t = await getTranslations('signUp');
  return (
    <AuthCard
      title={t('title')}
      lead={t('lead')}
      footer={
        <>
          {t('haveAccount')} <Link href="/signin">{t('signIn')}</Link>
        </>
      }
    >
      <SignUpForm devInbox={await hasDevInbox()} />
    </AuthCard>
  );
}
