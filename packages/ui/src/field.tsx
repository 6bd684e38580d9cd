'use client';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useContext, useId } from 'react';
import { cn } from './lib/cn.ts';
import { FieldContext } from './lib/use-field.ts';

export type FieldProps = {
  label: ReactNode;
  /** Keeps the label for screen readers alone, where the place says what the field is. */
  labelHidden?: boolean;
  hint?: ReactNode;
  /** What is wrong and what to do; its presence marks the control as invalid. */
  error?: ReactNode;
  required?: boolean;
  /** Stands at the end of the label's line: a link, a count. */
  aside?: ReactNode;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label, control, hint and error of one value, tied together for screen readers. Any control of ours goes inside. */
export function Field(props: FieldProps) {
  const {
    label,
    labelHidden,
    hint,
    error,
    required = false,
    disabled = false,
    aside,
    className,
    children,
  } = props;
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const state = {
    controlId: `${id}-control`,
    labelId: `${id}-label`,
    describedBy: [errorId, hintId].filter(Boolean).join(' ') || undefined,
    invalid: Boolean(error),
    required,
    disabled,
  };
  return (
    <FieldContext value={state}>
      <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
        <FieldHead {...{ label, labelHidden, aside }} />
        {children}
        {hint ? (
          <p id={hintId} className="text-ink-faint text-sm">
            {hint}
          </p>
        ) : null}
        {error ? (
          <p id={errorId} className="flex items-start gap-1.5 text-danger-ink text-sm">
            <CircleAlert className="mt-0.75 size-3.5 shrink-0" aria-hidden />
            <span>{error}</span>
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

function FieldHead({ label, labelHidden, aside }: Pick<FieldProps, 'label' | 'labelHidden' | 'aside'>) {
  const field = useContext(FieldContext);
  return (
    <div className={cn('flex items-baseline justify-between gap-3', labelHidden && 'sr-only')}>
      <label id={field?.labelId} htmlFor={field?.controlId} className="font-medium text-ink text-sm">
        {label}
        {field?.required ? (
          <span className="text-danger-ink" aria-hidden>
            {' *'}
          </span>
        ) : null}
      </label>
      {aside ? <div className="text-ink-faint text-sm">{aside}</div> : null}
    </div>
  );
}

export type FieldsetProps = { legend: ReactNode; hint?: ReactNode; className?: string; children: ReactNode };

/** Fields that answer one question together. */
export function Fieldset({ legend, hint, className, children }: FieldsetProps) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={hint ? id : undefined}
      className={cn('flex min-w-0 flex-col gap-3', className)}
    >
      <legend className="contents font-semibold text-base text-ink">{legend}</legend>
      {hint ? (
        <p id={id} className="-mt-2.5 text-ink-faint text-sm">
          {hint}
        </p>
      ) : null}
      {children}
    </fieldset>
  );
}
