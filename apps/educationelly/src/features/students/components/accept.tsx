'use client';
import type { Role } from '@portfolio/db/students-values';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { AppMark } from '@portfolio/ui/marks';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';

/** What an invitation offers, and the button that takes it: opening the link alone changes nothing. */
export function AcceptInvitation({ token, district, role }: { token: string; district: string; role: Role }) {
  const t = useTranslations('invite');
  const roleName = useTranslations('role');
  const trpc = useTRPC();
  const accept = useMutation(
    trpc.invitations.accept.mutationOptions({
      onSuccess: ({ slug }) => window.location.assign(`/d/${slug}/students`),
    }),
  );
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-sm text-center">
        <AppMark app="educationelly" className="mx-auto mb-5 size-10" />
        <h1 className="break-words font-semibold text-2xl text-ink">{t('title', { district })}</h1>
        <p className="mt-2 mb-6 text-base text-ink-soft">{t('text', { role: roleName(role) })}</p>
        {accept.error ? (
          <Banner tone="danger" title={messageOf(accept.error)} className="mb-4 text-start" />
        ) : null}
        <Button
          variant="primary"
          className="h-10 px-6"
          loading={accept.isPending || accept.isSuccess}
          onClick={() => accept.mutate({ token })}
        >
          {t('accept')}
        </Button>
      </div>
    </main>
  );
}
