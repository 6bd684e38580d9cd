'use client';
import { CloudOff } from 'lucide-react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { useUi } from './lib/use-ui.ts';

export type LoadFailedProps = {
  /** What happened; without it, that nothing is lost. */
  message?: string;
  onRetry?: () => void;
};

/** Stands where something did not load: what happened, and the way to try again. */
export function LoadFailed({ message, onRetry }: LoadFailedProps) {
  const { words } = useUi();
  return (
    <EmptyState
      size="inline"
      icon={<CloudOff aria-hidden />}
      title={words.loadFailed}
      actions={onRetry ? <Button onClick={onRetry}>{words.retry}</Button> : undefined}
    >
      {message ?? words.loadFailedText}
    </EmptyState>
  );
}
