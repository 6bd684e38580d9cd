'use client';
import { type ReactNode, useId } from 'react';
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
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cn('inline-flex w-fit max-w-full items-center rounded-md bg-wash p-0.5', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          title={iconOnly ? option.label : undefined}
          className={cn(
            'relative inline-flex min-w-0 cursor-pointer items-center justify-center gap-1.5 rounded-sm border border-transparent font-medium text-ink-soft',
            'transition-colors duration-100 hover:text-ink has-checked:border-line has-checked:bg-raised has-checked:text-ink has-checked:shadow-raised',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent-ink has-focus-visible:outline-offset-1',
            '[&_svg]:size-4 [&_svg]:shrink-0',
            size === 'sm'
              ? 'h-6 px-2 text-sm pointer-coarse:h-8'
              : 'h-7 px-2.5 text-sm max-sm:px-1.5 pointer-coarse:h-9',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 m-0 size-full cursor-pointer opacity-0"
          />
          {option.icon}
          <span className={iconOnly ? 'sr-only' : 'truncate'}>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
