'use client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { type ReactNode, useActionState, useEffect } from 'react';
import type { FormState } from '../actions.ts';

export type FormFieldSpec = {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  autoComplete?: string;
  hint?: string;
  required?: boolean;
  autoFocus?: boolean;
  aside?: ReactNode;
};

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  fields: FormFieldSpec[];
  hidden?: Record<string, string>;
  submit: string;
  /** What stands in the form's place once it is done. */
  done?: (result: string) => ReactNode;
};

/** A form of the front door: works without scripts, keeps what was typed, says by each field what is wrong. */
export function AuthForm({ action, fields, hidden = {}, submit, done }: Props) {
  const [state, send, pending] = useActionState(action, {});
  const { goTo } = state;
  useEffect(() => {
    if (goTo) window.location.assign(goTo);
  }, [goTo]);
  if (state.done && done) return done(state.done);
  const general = state.error && !state.fields;
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
      {general ? <Banner tone="danger" title={state.error} /> : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label, hint, aside, required, ...input }) => (
        <Field key={name} label={label} hint={hint} aside={aside} error={state.fields?.[name]?.[0]}>
          <Input
            {...input}
            name={name}
            required={required}
            defaultValue={state.values?.[name] ?? ''}
            key={state.values?.[name]}
          />
        </Field>
      ))}
      <Button
        type="submit"
        variant="primary"
        loading={pending || goTo !== undefined}
        className="mt-1 h-10 w-full"
      >
        {submit}
      </Button>
    </form>
  );
}
