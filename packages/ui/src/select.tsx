'use client';
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';
import { popupStyle } from './menu.tsx';

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
};

export type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  value?: Value | null;
  defaultValue?: Value | null;
  onValueChange?: (value: Value) => void;
  /** Needed where no `Field` gives the name. */
  label?: string;
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  size?: 'sm' | 'md';
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
};

export const optionStyle = cn(
  'flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm py-1 ps-2 pe-2 text-base outline-none',
  'data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0',
);

/** One of a known few. Past a dozen options, or with search, take `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, label, placeholder, size = 'md', className, onValueChange, ...state } = props;
  const { words } = useUi();
  return (
    <Base.Root
      {...state}
      items={options.map(({ value, label: text }) => ({ value, label: text }))}
      modal={false}
      onValueChange={(value) => {
        if (value !== null) onValueChange?.(value);
      }}
    >
      <Base.Trigger
        aria-label={label}
        className={cn(
          'field-control flex select-none items-center justify-between gap-2 text-start',
          size === 'sm'
            ? 'h-7 ps-2 pe-1.5 text-sm pointer-coarse:h-9'
            : 'h-8 ps-2.5 pe-2 text-base pointer-coarse:h-10',
          className,
        )}
      >
        <Base.Value
          placeholder={placeholder ?? words.chooseOption}
          className="min-w-0 truncate data-placeholder:text-ink-faint"
        />
        <Base.Icon className="shrink-0 text-ink-faint">
          <ChevronDown className="size-4" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            className={cn(
              popupStyle,
              'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1',
            )}
          >
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={optionStyle}
              >
                {option.icon ? <span className="text-ink-faint">{option.icon}</span> : null}
                <Base.ItemText className="min-w-0 flex-1 truncate">{option.label}</Base.ItemText>
                <span className="size-4 text-accent-ink">
                  <Base.ItemIndicator>
                    <Check aria-hidden />
                  </Base.ItemIndicator>
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
