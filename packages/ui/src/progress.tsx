'use client';
import { useId } from 'react';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';

export type ProgressProps = {
  label: string;
  labelHidden?: boolean;
  /** 0 to `max`; null while the end is not known. */
  value: number | null;
  max?: number;
  /** Instead of the percentage, such as "12 of 40". */
  valueText?: string;
  tone?: 'accent' | 'success' | 'danger';
  className?: string;
};

const tones = { accent: 'stroke-accent-ink', success: 'stroke-success-ink', danger: 'stroke-danger-ink' };

/** How far something has come. */
export function Progress(props: ProgressProps) {
  const { label, labelHidden, value, max = 100, valueText, tone = 'accent', className } = props;
  const { locale } = useUi();
  const id = useId();
  const share = value === null ? null : Math.min(1, Math.max(0, value / max));
  const text = valueText ?? share?.toLocaleString(locale, { style: 'percent' });
  return (
    <div className={cn('grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5', className)}>
      <span id={id} className={cn('text-ink text-sm', labelHidden && 'sr-only')}>
        {label}
      </span>
      <span className={cn('text-ink-faint text-sm tabular-nums', labelHidden && 'sr-only')}>{text}</span>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value ?? undefined}
        aria-valuetext={text}
        className="col-span-2 h-1.5 overflow-hidden rounded-full bg-pressed"
      >
        <svg
          viewBox="0 0 100 2"
          preserveAspectRatio="none"
          className="block size-full rtl:-scale-x-100"
          aria-hidden
        >
          <line
            x1="0"
            x2="100"
            y1="1"
            y2="1"
            strokeWidth="2"
            pathLength="100"
            strokeDasharray={share === null ? '30 100' : `${share * 100} 100`}
            className={cn(
              tones[tone],
              'transition-[stroke-dasharray] duration-200 ease-out',
              share === null && 'animate-shimmer',
            )}
          />
        </svg>
      </div>
    </div>
  );
}
