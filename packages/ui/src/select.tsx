'use client';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './lib/cn.ts';
import { useFieldControl } from './lib/use-field.ts';
import { useUi } from './lib/use-ui.ts';

export type SelectOption<Value extends string> = { value: Value; label: string; disabled?: boolean };

export type SelectProps<Value extends string> = Omit<
  ComponentProps<'select'>,
  'value' | 'defaultValue' | 'size'
> & {
  options: readonly SelectOption<Value>[];
  /** An empty string is "nothing chosen". */
  value?: Value | '';
  defaultValue?: Value | '';
  onValueChange?: (value: Value) => void;
  /** Needed where no `Field` gives the name. */
  label?: string;
  /** The entry for nothing chosen; left out when a value is always set. */
  placeholder?: string;
  size?: 'sm' | 'md';
};

/**
 * One of a known few, by the platform's own picker: right on every phone, and drawn like our menus where the browser
 * lets us. Takes `register(…)` of react-hook-form as it is. Past a dozen options take `Combobox`.
 */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, onValueChange, label, placeholder, size = 'md', className, ...native } = props;
  const { words } = useUi();
  const field = useFieldControl(native);
  const bare = native.value === undefined && native.defaultValue === undefined;
  return (
    <div className={cn('relative min-w-0', className)}>
      <select
        aria-label={label}
        {...native}
        {...field}
        onChange={(event) => {
          native.onChange?.(event);
          const chosen = options.find(({ value }) => value === event.target.value);
          if (chosen) onValueChange?.(chosen.value);
        }}
        className={cn(
          'field-control select-control truncate pe-8',
          size === 'sm' ? 'h-7 ps-2 text-sm pointer-coarse:h-9' : 'h-8 ps-2.5 text-base pointer-coarse:h-10',
        )}
      >
        {placeholder !== undefined || bare || native.value === '' || native.defaultValue === '' ? (
          <option value="">{placeholder ?? words.chooseOption}</option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-ink-faint"
        aria-hidden
      />
    </div>
  );
}
