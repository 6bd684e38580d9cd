'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Dialog } from '@portfolio/ui/dialog';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { Select } from '@portfolio/ui/select';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import { ScopePicker } from './scope-picker.tsx';
import { ShownOnce } from './shown-once.tsx';

const lifetimes = ['7', '30', '90', '365', 'never'] as const;
type Lifetime = (typeof lifetimes)[number];

const expiryOf = (lifetime: Lifetime): string | null =>
  lifetime === 'never' ? null : new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString();

type Props = { admin: boolean; open: boolean; onOpenChange: (open: boolean) => void };

const blank: { name: string; scopes: string[]; lifetime: Lifetime } = {
  name: '',
  scopes: [],
  lifetime: '90',
};

const useCreate = () => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [values, setValues] = useState(blank);
  const create = useMutation(
    trpc.auth.createToken.mutationOptions({
      onSuccess: () => {
        setValues(blank);
        void queries.invalidateQueries({ queryKey: trpc.auth.tokens.queryKey() });
      },
    }),
  );
  const set = (changes: Partial<typeof blank>): void => setValues((old) => ({ ...old, ...changes }));
  return { values, set, create };
};

/** Makes a token, and shows it this once. What was typed stays while it fails or is put aside. */
export function CreateToken({ admin, open, onOpenChange }: Props) {
  const t = useTranslations('tokens');
  const states = useTranslations('states');
  const form = useId();
  const { values, set, create } = useCreate();
  const close = (): void => {
    onOpenChange(false);
    create.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, scopes, lifetime } = values;
    create.mutate({ name, scopes, expiresAt: expiryOf(lifetime) });
  };
  const fields = problemOf(create.error)?.fields;
  if (create.data)
    return (
      <ShownOnce
        open={open}
        onClose={close}
        title={t('doneTitle')}
        text={t('doneText')}
        doneLabel={t('done')}
        values={[{ label: create.data.name, text: create.data.token }]}
      />
    );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      title={t('createTitle')}
      footer={
        <>
          <Button onClick={close}>{states('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-5 pb-2">
        {create.isError && !fields ? <Banner tone="danger" title={messageOf(create.error)} /> : null}
        <Field label={t('name')} hint={t('nameHint')} error={fields?.name?.[0]}>
          <Input value={values.name} maxLength={80} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label={t('expiry')} className="max-w-60">
          <Select
            value={values.lifetime}
            onValueChange={(lifetime) => set({ lifetime })}
            options={lifetimes.map((value) => ({
              value,
              label: value === 'never' ? t('never') : t('days', { count: Number(value) }),
            }))}
          />
        </Field>
        {fields?.scopes ? <Banner tone="danger" title={fields.scopes[0]} /> : null}
        <ScopePicker admin={admin} chosen={values.scopes} onChange={(scopes) => set({ scopes })} />
      </form>
    </Dialog>
  );
}
