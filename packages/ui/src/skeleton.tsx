import { cn } from './lib/cn.ts';

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
