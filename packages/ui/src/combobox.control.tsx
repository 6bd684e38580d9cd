'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown, X } from 'lucide-react';
import type { ComboboxOption, ComboboxProps } from './combobox.tsx';
import { cn } from './lib/cn.ts';
import { optionStyle, popupStyle } from './lib/popup-style.ts';
import { useFieldControl, useFieldLabelId } from './lib/use-field.ts';
import { useUi } from './lib/use-ui.ts';

import { Spinner } from './spinner.tsx';

/** The working control; only `combobox.tsx` loads it. */
export default function ComboboxControl(props: ComboboxProps) {
  const { options, onQueryChange, loading, label, placeholder, emptyText, className, ...state } = props;
  const { words } = useUi();
  const field = useFieldControl(state);
  const labelId = useFieldLabelId();
  return (
    <Base.Root
      {...state}
      items={options}
      filter={onQueryChange ? null : undefined}
      onInputValueChange={onQueryChange}
      itemToStringLabel={(option: ComboboxOption) => option.label}
      itemToStringValue={(option: ComboboxOption) => option.value}
      isItemEqualToValue={(one: ComboboxOption, other: ComboboxOption) => one.value === other.value}
    >
      <Base.InputGroup className={cn('relative', className)}>
        <Base.Input
          {...field}
          aria-label={label}
          aria-labelledby={label ? undefined : labelId}
          placeholder={placeholder}
          className="field-control h-8 ps-2.5 pe-14 text-base pointer-coarse:h-10 pointer-coarse:text-lg"
        />
        <div className="absolute inset-y-0 end-1 flex items-center text-ink-faint">
          {loading ? <Spinner className="me-1" /> : null}
          <Base.Clear aria-label={words.clear} className={iconStyle}>
            <X className="size-3.5" aria-hidden />
          </Base.Clear>
          <Base.Trigger aria-label={words.chooseOption} className={iconStyle}>
            <ChevronsUpDown className="size-3.5" aria-hidden />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <ComboboxPopup emptyText={loading ? words.loading : (emptyText ?? words.noResults)} />
    </Base.Root>
  );
}

const iconStyle =
  'flex size-6 items-center justify-center rounded-sm hover:bg-hover hover:text-ink pointer-coarse:size-8';

function ComboboxPopup({ emptyText }: { emptyText: string }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup className={cn(popupStyle, 'w-(--anchor-width) max-w-(--available-width)')}>
          <Base.Empty>
            <p className="px-3 py-4 text-center text-ink-faint text-sm">{emptyText}</p>
          </Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 data-empty:p-0">
            {(option: ComboboxOption) => (
              <Base.Item key={option.value} value={option} className={optionStyle}>
                {option.leading}
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{option.label}</span>
                  {option.hint ? (
                    <span className="block truncate text-ink-faint text-xs">{option.hint}</span>
                  ) : null}
                </span>
                <Base.ItemIndicator className="text-accent-ink">
                  <Check aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
