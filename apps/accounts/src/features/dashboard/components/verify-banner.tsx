'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc/client.ts';

/** Stands until the person has proved their address. */
export function VerifyBanner() {
  const t = useTranslations('dashboard');
  const trpc = useTRPC();
  const toast = useToast();
  const resend = useMutation(
    trpc.auth.resendVerification.mutationOptions({
      onSuccess: () => toast.show({ title: t('verifySent'), tone: 'success' }),
      onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    }),
  );
  return (
    <Banner
      tone="warning"
      title={t('verifyTitle')}
      className="mb-4"
      actions={
        <Button size="sm" loading={resend.isPending} onClick={() => resend.mutate()}>
          {t('verifyAgain')}
        </Button>
      }
    >
      {t('verifyText')}
    </Banner>
  );
}
