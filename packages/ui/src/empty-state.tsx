import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';

export type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** What will stand here, or what went wrong and what is safe. */
  children?: ReactNode;
  /** The one next action, and a quiet second one such as "Load a sample". */
  actions?: ReactNode;
  /** `page` fills the room, `inline` stands inside a card or table. */
  size?: 'page' | 'inline';
  headingLevel?: 2 | 3;
  className?: string;
};

/** What stands where there is nothing yet, nothing found, or something failed. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
  size = 'page',
  headingLevel = 2,
  className,
}: EmptyStateProps) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <div
      className={cn(
        'flex flex-col items-center justify-center px-6 text-center',
        size === 'page' ? 'min-h-96 py-16' : 'py-10',
        className,
      )}
    >
      {icon ? (
        <span className="mb-4 flex size-11 items-center justify-center rounded-xl border border-line bg-canvas text-ink-faint [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <Heading className="font-semibold text-ink text-lg">{title}</Heading>
      {children ? (
        <div className="mt-1.5 max-w-110 text-balance text-base text-ink-soft">{children}</div>
      ) : null}
      {actions ? (
        <div className="mt-5 flex flex-wrap items-center justify-center gap-2">{actions}</div>
      ) : null}
    </div>
  );
}
