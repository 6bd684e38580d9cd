'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { Skeleton } from '@portfolio/ui/skeleton';
import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Stands where something failed to load: what happened, and the way to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('states');
  return (
    <EmptyState
      size="inline"
      icon={<CloudOff aria-hidden />}
      title={t('failed')}
      actions={<Button onClick={onRetry}>{t('retry')}</Button>}
    >
      {messageOf(error)}
    </EmptyState>
  );
}

/** Lines on their way, in the size that they will have. */
export function ListSkeleton({ lines = 5 }: { lines?: number }) {
  const t = useTranslations('states');
  const keys = Array.from({ length: lines }, (_, n) => `line-${n}`);
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col divide-y divide-line">
      {keys.map((key) => (
        <div key={key} className="flex flex-col gap-2 px-3 py-3">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-3.5 w-3/5" />
        </div>
      ))}
    </div>
  );
}
