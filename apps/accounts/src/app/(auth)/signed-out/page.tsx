import { ButtonLink } from '@portfolio/ui/button';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/components/card.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('signedOut'))('title'),
});

export default async function SignedOutPage() {
  const t = await getTranslations('signedOut');
  return (
    <AuthCard title={t('title')} lead={t('text')}>
      <ButtonLink href="/signin" variant="primary" className="h-10 w-full justify-center">
        {t('signIn')}
      </ButtonLink>
    </AuthCard>
  );
}
