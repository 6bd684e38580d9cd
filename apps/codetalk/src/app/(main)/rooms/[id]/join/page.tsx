import { toDomainError } from '@portfolio/platform/kernel/errors';
import { createCallerFactory } from '@portfolio/platform/kernel/trpc';
import { NoticePage } from '@portfolio/platform/react/shell/notice-page';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AcceptInvite } from '@/features/rooms/components/accept-invite.tsx';
import { app } from '@/server/app.ts';
import { requireVisitor } from '@/server/page.ts';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('accept'))('title'),
});

export default async function Join({ params, searchParams }: PageProps<'/rooms/[id]/join'>) {
  const { id } = await params;
  const { token: given } = await searchParams;
  const token = typeof given === 'string' ? given : undefined;
  const t = await getTranslations('accept');
  const caller = createCallerFactory(app().router)(await requireVisitor());
  const found = await caller.rooms.invitation({ id, token }).catch((error: unknown) => {
    if (toDomainError(error)) return null;
    throw error;
  });
  if (!found)
    return (
      <NoticePage app="codetalk" title={t('goneTitle')} text={t('goneText')} action={t('rooms')} href="/" />
    );
  const role = found.role === 'viewer' ? 'viewer' : 'editor';
  return <AcceptInvite roomId={id} token={token} title={found.title} inviter={found.inviter} role={role} />;
}
