import { toDomainError } from '@portfolio/platform/kernel/errors';
import { NoticePage } from '@portfolio/platform/react/shell/notice-page';
import { getTranslations } from 'next-intl/server';
import { AcceptInvitation } from '@/features/students/components/accept.tsx';
import { callerIn } from '@/server/page.ts';

export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params;
  const caller = await callerIn();
  const t = await getTranslations('invite');
  const offer = await caller.invitations.look({ token }).catch((error: unknown) => {
    if (toDomainError(error)) return null;
    throw error;
  });
  const back = { app: 'educationelly', action: t('home'), href: '/' } as const;
  if (!offer)
    return <NoticePage {...back} title={t('gone')} text={(await getTranslations('notFound'))('text')} />;
  if (!offer.mine)
    return <NoticePage {...back} title={t('other', { email: offer.email })} text={t('otherText')} />;
  return <AcceptInvitation token={token} district={offer.district} role={offer.role} />;
}
