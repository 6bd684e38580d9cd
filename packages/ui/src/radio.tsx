'use client';
import { Radio as Base } from '@base-ui/react/radio';
import { RadioGroup as BaseGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';
import { ChoiceText, tickStyle } from './checkbox.tsx';
import { cn } from './lib/cn.ts';

export type RadioOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

export type RadioGroupProps<Value extends string> = {
  /** Needed where no `Field` or `Fieldset` gives the name. */
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
  const { label, options, looks = 'plain', className, onValueChange, ...state } = props;
  return (
    <BaseGroup
      {...state}
      onValueChange={(value: Value) => onValueChange?.(value)}
      aria-label={label}
      className={cn('flex min-w-0 flex-col', looks === 'cards' ? 'gap-2' : 'gap-2.5', className)}
    >
      {options.map((option) => (
        <RadioLine key={option.value} option={option} cards={looks === 'cards'} />
      ))}
    </BaseGroup>
  );
}

function RadioLine<Value extends string>({ option, cards }: { option: RadioOption<Value>; cards: boolean }) {
  const id = useId();
  return (
    <div
      className={cn(
        'relative flex min-w-0 items-start gap-2.5',
        cards &&
          'rounded-lg border border-line-strong p-3 has-data-checked:border-accent-ink has-data-checked:bg-accent-wash',
      )}
    >
      <Base.Root
        id={id}
        value={option.value}
        disabled={option.disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
        className={cn(
          tickStyle,
          'mt-px rounded-full',
          cards && 'static after:inset-0 pointer-coarse:after:inset-0',
        )}
      >
        <Base.Indicator className="size-1.5 rounded-full bg-on-accent" />
      </Base.Root>
      <ChoiceText id={id} label={option.label} hint={option.hint} />
    </div>
  );
}
