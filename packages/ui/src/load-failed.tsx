'use client';
import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { useUi } from './lib/use-ui.ts';

export type LoadFailedProps = {
  /** What happened; without it, that nothing is lost. */
  message?: string;
  /** Until what it returns has settled, another press does nothing: it would start the same anew. */
  onRetry?: () => unknown;
};

/** Stands where something did not load: what happened, and the way to try again. */
export function LoadFailed({ message, onRetry }: LoadFailedProps) {
  const { words } = useUi();
  // A state, not a transition: React would hold every navigation until the answer is there.
  const [retrying, setRetrying] = useState(false);
  const retry = async (): Promise<void> => {
    setRetrying(true);
    try {
      await onRetry?.();
    } finally {
      setRetrying(false);
    }
  };
  return (
    <EmptyState
      size="inline"
      icon={<CloudOff aria-hidden />}
      title={words.loadFailed}
      actions={
        onRetry ? (
          <Button loading={retrying} onClick={retry}>
            {words.retry}
          </Button>
        ) : undefined
      }
    >
      {message ?? words.loadFailedText}
    </EmptyState>
  );
}
