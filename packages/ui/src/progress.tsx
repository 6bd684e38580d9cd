'use client';
import { Progress as Base } from '@base-ui/react/progress';
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

const tones = { accent: 'bg-accent', success: 'bg-success-ink', danger: 'bg-danger' };

/** How far something has come. */
export function Progress({
  label,
  labelHidden,
  value,
  max = 100,
  valueText,
  tone = 'accent',
  className,
}: ProgressProps) {
  const { locale } = useUi();
  return (
    <Base.Root
      value={value}
      max={max}
      locale={locale}
      getAriaValueText={valueText ? () => valueText : undefined}
      className={cn('grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5', className)}
    >
      <Base.Label className={cn('text-ink text-sm', labelHidden && 'sr-only')}>{label}</Base.Label>
      <Base.Value className={cn('text-ink-faint text-sm tabular-nums', labelHidden && 'sr-only')}>
        {valueText ? () => valueText : undefined}
      </Base.Value>
      <Base.Track className="col-span-2 h-1.5 overflow-hidden rounded-full bg-pressed">
        <Base.Indicator
          className={cn(
            'rounded-full transition-[width] duration-200 ease-out data-indeterminate:w-1/3 data-indeterminate:animate-shimmer',
            tones[tone],
          )}
        />
      </Base.Track>
    </Base.Root>
  );
}
