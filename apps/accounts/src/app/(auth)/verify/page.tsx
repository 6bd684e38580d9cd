import { Link } from '@portfolio/ui/link';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/components/card.tsx';
import { VerifyForm } from '@/features/auth/components/forms.tsx';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('verify'))('title'),
  referrer: 'no-referrer',
});

/** Shows a button: mail scanners open links, only a person presses. */
export default async function VerifyPage({ searchParams }: PageProps<'/verify'>) {
  const { token } = await searchParams;
  const t = await getTranslations('verify');
  return (
    <AuthCard
      title={t('title')}
      lead={typeof token === 'string' ? t('text') : t('missing')}
      footer={
        <span className="flex flex-wrap justify-center gap-x-4">
          <Link href="/signin">{t('signIn')}</Link>
          <Link href="/">{t('home')}</Link>
        </span>
      }
    >
      {typeof token === 'string' ? <VerifyForm token={token} /> : null}
    </AuthCard>
  );
}
