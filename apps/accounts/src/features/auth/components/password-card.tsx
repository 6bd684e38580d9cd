'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { Link } from '@portfolio/ui/link';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';

type Values = { currentPassword: string; password: string };

/** The form is behind a button: nobody should type a password by accident. */
export function PasswordCard() {
  const t = useTranslations('security');
  const [open, setOpen] = useState(false);
  return (
    <Card
      title={t('password')}
      description={t('passwordLead')}
      actions={
        open ? null : (
          <Button size="sm" onClick={() => setOpen(true)}>
            {t('showForm')}
          </Button>
        )
      }
      className={open ? '' : 'pb-3.5'}
    >
      {open ? <PasswordForm onDone={() => setOpen(false)} /> : null}
    </Card>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations('security');
  const states = useTranslations('states');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { register, handleSubmit, setError, formState } = useForm<Values>();
  const change = useMutation(
    trpc.auth.changePassword.mutationOptions({
      onSuccess: () => {
        toast.show({ title: t('passwordDone'), tone: 'success' });
        void queries.invalidateQueries({ queryKey: trpc.auth.pathKey() });
        onDone();
      },
      onError: (error) => {
        const problem = problemOf(error);
        if (problem?.code === 'invalid_credentials')
          setError('currentPassword', { message: t('passwordWrong') }, { shouldFocus: true });
        const weak = problem?.fields?.password?.[0];
        if (weak) setError('password', { message: weak }, { shouldFocus: true });
      },
    }),
  );
  const shown = formState.errors.currentPassword ?? formState.errors.password;
  return (
    <form
      noValidate
      onSubmit={handleSubmit((values) => change.mutate(values))}
      className="flex max-w-110 flex-col gap-4"
    >
      {change.isError && !shown ? <Banner tone="danger" title={messageOf(change.error)} /> : null}
      <Field
        label={t('passwordCurrent')}
        error={formState.errors.currentPassword?.message}
        aside={<Link href="/reset">{t('passwordForgot')}</Link>}
      >
        <Input {...register('currentPassword')} type="password" autoComplete="current-password" autoFocus />
      </Field>
      <Field label={t('passwordNew')} hint={t('passwordHint')} error={formState.errors.password?.message}>
        <Input {...register('password')} type="password" autoComplete="new-password" />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={change.isPending}>
          {t('passwordSubmit')}
        </Button>
        <Button onClick={onDone}>{states('cancel')}</Button>
      </div>
    </form>
  );
}
