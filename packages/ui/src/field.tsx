'use client';
import { Field as Base } from '@base-ui/react/field';
import { Fieldset as BaseFieldset } from '@base-ui/react/fieldset';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';

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
  name?: string;
  className?: string;
  children: ReactNode;
};

/** Label, control, hint and error of one value, tied together for screen readers. Any control of ours goes inside. */
export function Field({
  label,
  labelHidden,
  hint,
  error,
  required,
  aside,
  className,
  children,
  ...rest
}: FieldProps) {
  const { words } = useUi();
  return (
    <Base.Root {...rest} invalid={Boolean(error)} className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <div className={cn('flex items-baseline justify-between gap-3', labelHidden && 'sr-only')}>
        <Base.Label className="font-medium text-ink text-sm">
          {label}
          {required ? (
            <span className="text-danger-ink" title={words.required}>
              <span aria-hidden> *</span>
              <span className="sr-only"> ({words.required})</span>
            </span>
          ) : null}
        </Base.Label>
        {aside ? <div className="text-ink-faint text-sm">{aside}</div> : null}
      </div>
      {children}
      {hint ? <Base.Description className="text-ink-faint text-sm">{hint}</Base.Description> : null}
      {error ? <FieldError>{error}</FieldError> : null}
    </Base.Root>
  );
}

function FieldError({ children }: { children: ReactNode }) {
  return (
    <Base.Error match className="flex items-start gap-1.5 text-danger-ink text-sm">
      <CircleAlert className="mt-0.75 size-3.5 shrink-0" aria-hidden />
      <span>{children}</span>
    </Base.Error>
  );
}

export type FieldsetProps = { legend: ReactNode; hint?: ReactNode; className?: string; children: ReactNode };

/** Fields that answer one question together. */
export function Fieldset({ legend, hint, className, children }: FieldsetProps) {
  return (
    <BaseFieldset.Root className={cn('flex min-w-0 flex-col gap-3', className)}>
      <div>
        <BaseFieldset.Legend className="font-semibold text-base text-ink">{legend}</BaseFieldset.Legend>
        {hint ? <p className="mt-0.5 text-ink-faint text-sm">{hint}</p> : null}
      </div>
      {children}
    </BaseFieldset.Root>
  );
}
