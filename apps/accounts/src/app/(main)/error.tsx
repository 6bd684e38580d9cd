'use client';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { useTranslations } from 'next-intl';

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function BrokenPage({ error, reset }: Props) {
  const t = useTranslations('states');
  return (
    <EmptyState
      title={t('broken')}
      actions={
        <Button variant="primary" onClick={reset}>
          {t('retry')}
        </Button>
      }
    >
      {t('brokenText', { digest: error.digest ?? '–' })}
    </EmptyState>
  );
}
