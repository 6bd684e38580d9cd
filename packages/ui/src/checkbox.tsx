'use client';
import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import { type ReactNode, type Ref, useId } from 'react';
import { cn } from './lib/cn.ts';

export const tickStyle = cn(
  'relative flex size-4.5 shrink-0 items-center justify-center border border-line-field bg-surface text-on-accent',
  'transition-colors duration-100 hover:border-ink-faint data-checked:border-accent data-checked:bg-accent',
  'data-indeterminate:border-accent data-indeterminate:bg-accent data-invalid:border-danger-ink data-disabled:opacity-50',
  // The target is 24 px and more, whatever the box measures.
  'after:absolute after:-inset-1 after:content-[""] pointer-coarse:after:-inset-2.5',
);

export type CheckboxProps = {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  checked?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean, event: Event) => void;
  indeterminate?: boolean;
  name?: string;
  value?: string;
  disabled?: boolean;
  required?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
};

/** A yes or no with its sentence. For a setting that works at once, take `Switch`. */
export function Checkbox({ label, labelHidden, hint, onCheckedChange, className, ...state }: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn('flex min-w-0 items-start gap-2.5', className)}>
      <Base.Root
        {...state}
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={(checked, details) => onCheckedChange?.(checked, details.event)}
        className={cn(tickStyle, 'mt-px rounded-xs')}
      >
        <Base.Indicator className="flex">
          {state.indeterminate ? (
            <Minus className="size-3.5" strokeWidth={3} aria-hidden />
          ) : (
            <Check className="size-3.5" strokeWidth={3} aria-hidden />
          )}
        </Base.Indicator>
      </Base.Root>
      <ChoiceText id={id} label={label} labelHidden={labelHidden} hint={hint} />
    </div>
  );
}

type ChoiceTextProps = { id: string; label: ReactNode; labelHidden?: boolean; hint?: ReactNode };

/** Label and hint at the side of a checkbox, switch or radio. */
export function ChoiceText({ id, label, labelHidden, hint }: ChoiceTextProps) {
  return (
    <div className={cn('min-w-0', labelHidden && 'sr-only')}>
      <label id={`${id}-label`} htmlFor={id} className="text-base text-ink">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="mt-0.5 text-ink-faint text-sm">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
