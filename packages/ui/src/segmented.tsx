'use client';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';

export type SegmentedProps<Value extends string> = {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  /** Shows the icons alone; the labels stay as accessible names. */
  iconOnly?: boolean;
  size?: 'sm' | 'md';
  className?: string;
};

/** One of two to five ways to see the same thing. For pages of their own, take `Tabs`. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, onValueChange, options, iconOnly = false, size = 'md', className } = props;
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={onValueChange}
      className={cn('inline-flex w-fit max-w-full items-center rounded-md bg-wash p-0.5', className)}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          nativeButton
          render={<button type="button" />}
          aria-label={iconOnly ? option.label : undefined}
          title={iconOnly ? option.label : undefined}
          className={cn(
            'inline-flex min-w-0 items-center justify-center gap-1.5 rounded-sm border border-transparent font-medium text-ink-soft',
            'transition-colors duration-100 hover:text-ink data-checked:border-line data-checked:bg-raised data-checked:text-ink data-checked:shadow-raised',
            '[&_svg]:size-4 [&_svg]:shrink-0',
            size === 'sm' ? 'h-6 px-2 text-sm pointer-coarse:h-8' : 'h-7 px-2.5 text-sm pointer-coarse:h-9',
          )}
        >
          {option.icon}
          {iconOnly ? null : <span className="truncate">{option.label}</span>}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
