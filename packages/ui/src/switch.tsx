'use client';
import { Switch as Base } from '@base-ui/react/switch';
import { type ReactNode, type Ref, useId } from 'react';
import { ChoiceText } from './checkbox.tsx';
import { cn } from './lib/cn.ts';

export type SwitchProps = {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  checked?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  /** Puts the switch at the end of the line, for lists of settings. */
  trailing?: boolean;
  className?: string;
};

/** A setting that takes effect at once. */
export function Switch({
  label,
  labelHidden,
  hint,
  trailing = false,
  className,
  onCheckedChange,
  ...state
}: SwitchProps) {
  const id = useId();
  return (
    <div
      className={cn(
        'flex min-w-0 items-start gap-3',
        trailing && 'flex-row-reverse justify-between gap-6',
        className,
      )}
    >
      <Base.Root
        {...state}
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={(checked) => onCheckedChange?.(checked)}
        className={cn(
          'relative mt-px flex h-5 w-8.5 shrink-0 items-center rounded-full border border-line-field bg-wash p-0.5',
          'transition-colors duration-150 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50',
          'after:absolute after:-inset-1 after:content-[""] pointer-coarse:after:-inset-2.5',
        )}
      >
        <Base.Thumb className="size-3.5 rounded-full bg-ink-faint transition-[translate,background-color] duration-150 ease-out data-checked:translate-x-3.5 data-checked:bg-on-accent rtl:data-checked:-translate-x-3.5" />
      </Base.Root>
      <ChoiceText id={id} label={label} labelHidden={labelHidden} hint={hint} />
    </div>
  );
}
