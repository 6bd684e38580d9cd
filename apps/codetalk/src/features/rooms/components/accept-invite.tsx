'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { AppMark } from '@portfolio/ui/marks';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';

type Props = {
  roomId: string;
  token: string | undefined;
  title: string;
  inviter: string;
  role: 'viewer' | 'editor';
};

/** An invitation with its one button: a mail scanner that follows the link joins nothing. */
export function AcceptInvite({ roomId, token, title, inviter, role }: Props) {
  const t = useTranslations('accept');
  const trpc = useTRPC();
  const router = useRouter();
  const join = useMutation(
    trpc.rooms.join.mutationOptions({ onSuccess: () => router.replace(`/rooms/${roomId}`) }),
  );
  return (
    <div className="mx-auto w-full max-w-md px-4 py-16 text-center">
      <AppMark app="codetalk" className="mx-auto mb-5 size-10" />
      <h1 dir="auto" className="font-semibold text-2xl text-ink [overflow-wrap:anywhere]">
        {title}
      </h1>
      <p className="mt-2 mb-6 text-base text-ink-soft">{t(`text.${role}`, { inviter })}</p>
      {join.error ? <Banner tone="danger" title={messageOf(join.error)} className="mb-4 text-start" /> : null}
      <Button
        variant="primary"
        className="h-10 px-6"
        loading={join.isPending || join.isSuccess}
        onClick={() => join.mutate({ id: roomId, ...(token ? { inviteToken: token } : {}) })}
      >
        {t('join')}
      </Button>
    </div>
  );
}
