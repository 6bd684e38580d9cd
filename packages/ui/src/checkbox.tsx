'use client';
import { Check, Minus } from 'lucide-react';
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react';
import { cn } from './lib/cn.ts';

/** The native control lies unseen over its drawing, 24 px and more, so that the target is larger than the box. */
export const hiddenControl =
  'peer absolute -inset-1 z-1 m-0 cursor-pointer opacity-0 disabled:cursor-not-allowed pointer-coarse:-inset-2.5';

export const tickStyle = cn(
  'pointer-events-none absolute inset-0 border border-line-field bg-surface transition-colors duration-100',
  'peer-checked:border-accent peer-checked:bg-accent peer-hover:border-ink-faint peer-aria-invalid:border-danger-ink',
  'peer-checked:peer-hover:border-accent peer-disabled:opacity-50 peer-focus-visible:outline-2 peer-focus-visible:outline-accent-ink peer-focus-visible:outline-offset-2',
);

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  /** Some of what it stands for is ticked. */
  indeterminate?: boolean;
  /** The event tells whether shift was held. */
  onCheckedChange?: (checked: boolean, event: Event) => void;
};

/** A yes or no with its sentence. Takes `register(…)` of react-hook-form. What works at once is a `Switch`. */
export function Checkbox(props: CheckboxProps) {
  const {
    label,
    labelHidden,
    hint,
    indeterminate = false,
    onCheckedChange,
    className,
    ref,
    ...native
  } = props;
  const generatedId = useId();
  const id = native.id ?? generatedId;
  const own = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (own.current) own.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <div className={cn('flex min-w-0 items-start gap-2.5', className)}>
      <span className="relative mt-px inline-block size-4.5 shrink-0">
        <input
          {...native}
          ref={(node) => {
            own.current = node;
            if (typeof ref === 'function') return ref(node);
            if (ref) ref.current = node;
          }}
          id={id}
          type="checkbox"
          aria-describedby={hint ? `${id}-hint` : native['aria-describedby']}
          onChange={(event) => {
            native.onChange?.(event);
            onCheckedChange?.(event.target.checked, event.nativeEvent);
          }}
          className={hiddenControl}
        />
        <Tick indeterminate={indeterminate} />
      </span>
      <ChoiceText id={id} label={label} labelHidden={labelHidden} hint={hint} />
    </div>
  );
}

/** The drawing under the control; it follows the control as its peer, so it has no element around it. */
function Tick({ indeterminate }: { indeterminate: boolean }) {
  return (
    <>
      <span aria-hidden className={cn(tickStyle, 'rounded-xs', indeterminate && 'border-accent bg-accent')} />
      {indeterminate ? (
        <Minus
          className="pointer-events-none absolute inset-0.5 size-3.5 text-on-accent"
          strokeWidth={3}
          aria-hidden
        />
      ) : (
        <Check
          className="pointer-events-none absolute inset-0.5 size-3.5 text-on-accent opacity-0 peer-checked:opacity-100"
          strokeWidth={3}
          aria-hidden
        />
      )}
    </>
  );
}

type ChoiceTextProps = { id: string; label: ReactNode; labelHidden?: boolean; hint?: ReactNode };

/** Label and hint at the side of a checkbox, switch or radio. */
export function ChoiceText({ id, label, labelHidden, hint }: ChoiceTextProps) {
  return (
    <div className={cn('min-w-0', labelHidden && 'sr-only')}>
      <label htmlFor={id} className="text-base text-ink">
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
