'use client';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { ChoiceText, hiddenControl } from './checkbox.tsx';
import { cn } from './lib/cn.ts';

export type SwitchProps = Omit<ComponentProps<'input'>, 'type' | 'role' | 'children'> & {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  onCheckedChange?: (checked: boolean) => void;
  /** Puts the switch at the end of the line, for lists of settings. */
  trailing?: boolean;
};

/** A setting that takes effect at once. */
export function Switch({
  label,
  labelHidden,
  hint,
  trailing,
  className,
  onCheckedChange,
  ...native
}: SwitchProps) {
  const generatedId = useId();
  const id = native.id ?? generatedId;
  return (
    <div
      className={cn(
        'flex min-w-0 items-start gap-3',
        trailing && 'flex-row-reverse justify-between gap-6',
        className,
      )}
    >
      <span className="relative mt-px inline-block h-5 w-8.5 shrink-0">
        <input
          {...native}
          id={id}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: the checked state of the native control counts
          role="switch"
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => {
            native.onChange?.(event);
            onCheckedChange?.(event.target.checked);
          }}
          className={hiddenControl}
        />
        <Track />
      </span>
      <ChoiceText id={id} label={label} labelHidden={labelHidden} hint={hint} />
    </div>
  );
}

/** Track and thumb; they follow the control as its peers, so they have no element around them. */
function Track() {
  return (
    <>
      <span
        aria-hidden
        className={cn(
          'pointer-events-none absolute inset-0 rounded-full border border-line-field bg-wash transition-colors duration-150',
          'peer-checked:border-accent peer-checked:bg-accent peer-focus-visible:outline-2 peer-focus-visible:outline-accent-ink',
          'peer-focus-visible:outline-offset-2 peer-disabled:opacity-50',
        )}
      />
      <span
        aria-hidden
        className={cn(
          'pointer-events-none absolute start-0.75 top-0.75 size-3.5 rounded-full bg-ink-faint transition-[translate,background-color] duration-150 ease-out',
          'peer-checked:translate-x-3.5 peer-checked:bg-on-accent peer-disabled:opacity-50 rtl:peer-checked:-translate-x-3.5',
        )}
      />
    </>
  );
}
