'use client';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';

/** Stands where something will be, in its size. Give it height and width by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-shimmer rounded-sm bg-pressed', className)} />;
}

/** Lines of text that are on their way; the last one is shorter. */
export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }) {
  const keys = Array.from({ length: lines }, (_, index) => `line-${index}`);
  return (
    <div aria-hidden className={cn('flex flex-col gap-2', className)}>
      {keys.map((key, index) => (
        <Skeleton key={key} className={index === lines - 1 ? 'h-3.5 w-3/5' : 'h-3.5'} />
      ))}
    </div>
  );
}

/** Lines of a list that are on their way, in the size that they will have. */
export function SkeletonList({ lines = 5 }: { lines?: number }) {
  const { words } = useUi();
  const keys = Array.from({ length: lines }, (_, index) => `line-${index}`);
  return (
    <div role="status" aria-label={words.loading} className="flex flex-col divide-y divide-line">
      {keys.map((key) => (
        <div key={key} className="flex flex-col gap-2 px-3 py-3">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-3.5 w-3/5" />
        </div>
      ))}
    </div>
  );
}
