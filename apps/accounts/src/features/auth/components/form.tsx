'use client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useActionState, useEffect, useState, useTransition } from 'react';
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
  /** Ways on, shown with an error that is of no one field: a link that no longer works needs another. */
  help?: ReactNode;
  /** What stands in the form's place once it is done. */
  done?: (result: string) => ReactNode;
};

type Action = Props['action'];

/**
 * Without scripts the browser posts the form and the page comes back with what is wrong. With them the action is called
 * here: the fields are left as they are, and a server that is not reached is something to say, not a broken page.
 */
const useAction = (action: Action) => {
  const t = useTranslations('states');
  const [posted, post] = useActionState(action, {});
  const [answered, setAnswered] = useState<FormState | null>(null);
  const [pending, start] = useTransition();
  const state = answered ?? posted;
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.set('timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone);
    if (pending) return;
    start(async () => {
      const answer = await action(state, form).catch(() => ({ error: t('unreachable') }));
      setAnswered(answer);
    });
  };
  return { state, post, onSubmit, pending };
};

/** A form of the front door: works without scripts, keeps what was typed, says by each field what is wrong. */
export function AuthForm({ action, fields, hidden = {}, submit, help, done }: Props) {
  const { state, post, onSubmit, pending } = useAction(action);
  const { goTo } = state;
  useEffect(() => {
    if (goTo) window.location.assign(goTo);
  }, [goTo]);
  if (state.done && done) return done(state.done);
  const general = state.error && !state.fields;
  return (
    <form action={post} onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      {general ? (
        <Banner tone="danger" title={state.error}>
          {help}
        </Banner>
      ) : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label, hint, aside, required, ...input }) => (
        <Field key={name} label={label} hint={hint} aside={aside} error={state.fields?.[name]?.[0]}>
          <Input {...input} name={name} required={required} defaultValue={state.values?.[name] ?? ''} />
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
