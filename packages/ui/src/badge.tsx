import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info';

const tones: Record<Tone, string> = {
  neutral: 'border-line bg-wash text-ink-soft',
  accent: 'border-accent-line bg-accent-wash text-accent-ink',
  success: 'border-success-line bg-success-wash text-success-ink',
  warning: 'border-warning-line bg-warning-wash text-warning-ink',
  danger: 'border-danger-line bg-danger-wash text-danger-ink',
  info: 'border-info-line bg-info-wash text-info-ink',
};

export type BadgeProps = {
  tone?: Tone;
  icon?: ReactNode;
  dot?: boolean;
  className?: string;
  children: ReactNode;
};

/** A word or a number about a thing: its state, its kind, its count. Colour never says it alone. */
export function Badge({ tone = 'neutral', icon, dot, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-full border px-2 font-medium text-xs tabular-nums',
        '[&_svg]:size-3 [&_svg]:shrink-0',
        tones[tone],
        className,
      )}
    >
      {dot ? <span className="size-1.5 shrink-0 rounded-full bg-current" aria-hidden /> : null}
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
