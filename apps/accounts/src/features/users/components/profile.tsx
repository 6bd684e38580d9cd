'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import type { User } from '@portfolio/platform/users/schema';
import { Badge } from '@portfolio/ui/badge';
import { Banner } from '@portfolio/ui/banner';
import { Button, ButtonLink } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Field } from '@portfolio/ui/field';
import { Input, Textarea } from '@portfolio/ui/input';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { useToast } from '@portfolio/ui/toast';
import { useUnsaved } from '@portfolio/ui/unsaved';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';
import { Picture } from './picture.tsx';

const names = ['username', 'firstName', 'lastName', 'bio', 'location', 'website'] as const;
type Values = Record<(typeof names)[number], string>;

const valuesOf = (user: User): Values => ({
  username: user.username,
  firstName: user.firstName ?? '',
  lastName: user.lastName ?? '',
  bio: user.bio ?? '',
  location: user.location ?? '',
  website: user.website ?? '',
});

/** One's own profile, as it is edited: picture, names and what else others may read. */
export function Profile({ initial }: { initial: User }) {
  const t = useTranslations('profile');
  const [user, setUser] = useState(initial);
  const router = useRouter();
  const changed = (next: User): void => {
    setUser(next);
    // The frame shows name and picture too.
    router.refresh();
  };
  return (
    <Page width="form">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={<ButtonLink href={`/u/${encodeURIComponent(user.username)}`}>{t('view')}</ButtonLink>}
      />
      <div className="flex flex-col gap-4">
        <Picture user={user} onChanged={changed} />
        <About user={user} onChanged={changed} />
      </div>
    </Page>
  );
}

const useSave = (user: User, onChanged: (user: User) => void) => {
  const t = useTranslations('profile');
  const trpc = useTRPC();
  const toast = useToast();
  const form = useForm<Values>({ defaultValues: valuesOf(user) });
  const save = useMutation(
    trpc.users.update.mutationOptions({
      onSuccess: (next) => {
        form.reset(valuesOf(next));
        onChanged(next);
        toast.show({ title: t('saved'), tone: 'success' });
      },
      onError: (error) => {
        const fields = problemOf(error)?.fields ?? {};
        for (const name of names) {
          const [message] = fields[name] ?? [];
          if (message) form.setError(name, { message }, { shouldFocus: true });
        }
      },
    }),
  );
  const submit = form.handleSubmit((values) => save.mutate({ id: 'me', ...values }));
  const general = save.error && !problemOf(save.error)?.fields ? messageOf(save.error) : null;
  return { form, submit, general, saving: save.isPending };
};

function About({ user, onChanged }: { user: User; onChanged: (user: User) => void }) {
  const t = useTranslations('profile');
  const { form, submit, general, saving } = useSave(user, onChanged);
  const { register, formState } = form;
  const unsaved = useUnsaved(formState.isDirty);
  const errorOf = (name: keyof Values): string | undefined => formState.errors[name]?.message;
  return (
    <Card title={t('about')}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {unsaved}
        {general ? <Banner tone="danger" title={general} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('username')}
            hint={t('usernameHint')}
            error={errorOf('username')}
            className="sm:col-span-2"
          >
            <Input {...register('username')} autoComplete="username" maxLength={30} />
          </Field>
          <Field label={t('firstName')} error={errorOf('firstName')}>
            <Input {...register('firstName')} autoComplete="given-name" maxLength={80} />
          </Field>
          <Field label={t('lastName')} error={errorOf('lastName')}>
            <Input {...register('lastName')} autoComplete="family-name" maxLength={80} />
          </Field>
          <Field label={t('bio')} hint={t('bioHint')} error={errorOf('bio')} className="sm:col-span-2">
            <Textarea {...register('bio')} rows={4} maxLength={1_000} />
          </Field>
          <Field label={t('location')} error={errorOf('location')}>
            <Input {...register('location')} maxLength={120} />
          </Field>
          <Field label={t('website')} error={errorOf('website')}>
            <Input
              {...register('website')}
              type="url"
              inputMode="url"
              placeholder="https://"
              maxLength={500}
            />
          </Field>
        </div>
        <p className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
          {t('email')}: <span className="text-ink [overflow-wrap:anywhere]">{user.email}</span>
          <Badge tone={user.emailVerified ? 'success' : 'warning'}>
            {t(user.emailVerified ? 'verified' : 'unverified')}
          </Badge>
        </p>
        <div>
          <Button type="submit" variant="primary" loading={saving} disabled={!formState.isDirty}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
