import { Link } from '@portfolio/ui/link';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/components/card.tsx';
import { AskResetForm, ResetForm } from '@/features/auth/components/forms.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('reset'))('title'),
  referrer: 'no-referrer',
});

export default async function ResetPage({ searchParams }: PageProps<'/reset'>) {
  const { token } = await searchParams;
  const t = await getTranslations('reset');
  return (
    <AuthCard
      title={t('title')}
      lead={typeof token === 'string' ? undefined : t('ask')}
      footer={<Link href="/signin">{t('back')}</Link>}
    >
      {typeof token === 'string' ? <ResetForm token={token} /> : <AskResetForm />}
    </AuthCard>
  );
}
