'use client';
import { type ReactNode, useId } from 'react';
import { ChoiceText, hiddenControl, tickStyle } from './checkbox.tsx';
import { cn } from './lib/cn.ts';
import { useFieldGroup } from './lib/use-field.ts';

export type RadioOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

export type RadioGroupProps<Value extends string> = {
  /** Needed where no `Field` gives the name. */
  label?: string;
  options: readonly RadioOption<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  name?: string;
  disabled?: boolean;
  /** `cards` gives each option a frame: for choices that need a sentence. */
  looks?: 'plain' | 'cards';
  className?: string;
};

/** One of two to six, all in sight. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, options, looks = 'plain', className } = props;
  const group = useFieldGroup(label);
  const generatedName = useId();
  return (
    <div
      role="radiogroup"
      {...group}
      className={cn('flex min-w-0 flex-col', looks === 'cards' ? 'gap-2' : 'gap-2.5', className)}
    >
      {options.map((option) => (
        <RadioLine key={option.value} {...props} option={option} name={props.name ?? generatedName} />
      ))}
    </div>
  );
}

type RadioLineProps<Value extends string> = RadioGroupProps<Value> & {
  option: RadioOption<Value>;
  name: string;
};

function RadioLine<Value extends string>(props: RadioLineProps<Value>) {
  const { option, name, value, defaultValue, onValueChange, disabled, looks } = props;
  const id = useId();
  const cards = looks === 'cards';
  return (
    <div
      className={cn(
        'relative flex min-w-0 items-start gap-2.5',
        cards &&
          'rounded-lg border border-line-strong p-3 has-checked:border-accent-ink has-checked:bg-accent-wash',
      )}
    >
      <span className={cn('mt-px inline-block size-4.5 shrink-0', cards ? 'static' : 'relative')}>
        <input
          id={id}
          type="radio"
          name={name}
          value={option.value}
          {...(value === undefined
            ? { defaultChecked: option.value === defaultValue }
            : { checked: option.value === value })}
          disabled={disabled || option.disabled}
          aria-describedby={option.hint ? `${id}-hint` : undefined}
          onChange={() => onValueChange?.(option.value)}
          className={cn(hiddenControl, cards && 'inset-0 size-full pointer-coarse:inset-0')}
        />
        <span
          aria-hidden
          className={cn(tickStyle, 'rounded-full', cards && 'start-3 end-auto top-3.25 bottom-auto size-4.5')}
        />
        <span
          aria-hidden
          className={cn(
            'pointer-events-none absolute inset-1.5 size-1.5 rounded-full bg-on-accent opacity-0 peer-checked:opacity-100',
            cards && 'start-4.5 end-auto top-4.75 bottom-auto',
          )}
        />
      </span>
      <ChoiceText id={id} label={option.label} hint={option.hint} />
    </div>
  );
}
