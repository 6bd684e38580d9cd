'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Checkbox } from '@portfolio/ui/checkbox';
import { Dialog } from '@portfolio/ui/dialog';
import { Field } from '@portfolio/ui/field';
import { Input, Textarea } from '@portfolio/ui/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';
import { ShownOnce } from './shown-once.tsx';

type Values = {
  name: string;
  redirectUris: string;
  postLogout: string;
  backchannel: string;
  isPublic: boolean;
};
type Props = { issuer: string; open: boolean; onOpenChange: (open: boolean) => void };

const linesOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** The first message of a field, of a list's entries too (`redirectUris.0`). */
const messageFor = (fields: Record<string, string[]> | undefined, name: string): string | undefined =>
  Object.entries(fields ?? {}).find(([key]) => key === name || key.startsWith(`${name}.`))?.[1][0];

const useRegister = () => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useForm<Values>({
    defaultValues: { name: '', redirectUris: '', postLogout: '', backchannel: '', isPublic: false },
  });
  const create = useMutation(
    trpc.auth.createClient.mutationOptions({
      onSuccess: () => {
        form.reset();
        void queries.invalidateQueries({ queryKey: trpc.auth.clients.queryKey() });
      },
    }),
  );
  const submit = form.handleSubmit((values) =>
    create.mutate({
      name: values.name,
      redirectUris: linesOf(values.redirectUris),
      postLogoutRedirectUris: linesOf(values.postLogout),
      public: values.isPublic,
      ...(values.backchannel.trim() ? { backchannelLogoutUri: values.backchannel.trim() } : {}),
    }),
  );
  return { form, create, submit };
};

/** Registers a third party; the secret of a confidential one is shown this once. */
export function CreateClient({ issuer, open, onOpenChange }: Props) {
  const t = useTranslations('clients');
  const states = useTranslations('states');
  const id = useId();
  const { form, create, submit } = useRegister();
  const close = (): void => {
    onOpenChange(false);
    create.reset();
  };
  if (create.data) return <Registered {...{ issuer, open, close }} made={create.data} />;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      title={t('createTitle')}
      footer={
        <>
          <Button onClick={close}>{states('cancel')}</Button>
          <Button type="submit" form={id} variant="primary" loading={create.isPending}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4 pb-2">
        <ClientFields register={form.register} error={create.error} />
      </form>
    </Dialog>
  );
}

type FieldsProps = { register: ReturnType<typeof useForm<Values>>['register']; error: unknown };

function ClientFields({ register, error }: FieldsProps) {
  const t = useTranslations('clients');
  const fields = problemOf(error)?.fields;
  return (
    <>
      {error && !fields ? <Banner tone="danger" title={messageOf(error)} /> : null}
      <Field label={t('name')} hint={t('nameHint')} error={messageFor(fields, 'name')}>
        <Input {...register('name')} maxLength={80} />
      </Field>
      <Field label={t('redirectUris')} hint={t('redirectHint')} error={messageFor(fields, 'redirectUris')}>
        <Textarea {...register('redirectUris')} rows={2} placeholder="https://" />
      </Field>
      <Field
        label={t('postLogout')}
        hint={t('postLogoutHint')}
        error={messageFor(fields, 'postLogoutRedirectUris')}
      >
        <Textarea {...register('postLogout')} rows={2} placeholder="https://" />
      </Field>
      <Field
        label={t('backchannel')}
        hint={t('backchannelHint')}
        error={messageFor(fields, 'backchannelLogoutUri')}
      >
        <Input {...register('backchannel')} type="url" placeholder="https://" />
      </Field>
      <Checkbox {...register('isPublic')} label={t('isPublic')} hint={t('isPublicHint')} />
    </>
  );
}

type RegisteredProps = {
  issuer: string;
  open: boolean;
  close: () => void;
  made: { clientId: string; clientSecret?: string | undefined };
};

function Registered({ issuer, open, close, made }: RegisteredProps) {
  const t = useTranslations('clients');
  const { clientId, clientSecret } = made;
  return (
    <ShownOnce
      open={open}
      onClose={close}
      title={t(clientSecret ? 'doneTitle' : 'doneTitlePublic')}
      text={t(clientSecret ? 'doneText' : 'doneTextPublic')}
      doneLabel={t('done')}
      values={[
        { label: t('issuer'), text: issuer },
        { label: t('clientId'), text: clientId },
        ...(clientSecret ? [{ label: t('clientSecret'), text: clientSecret }] : []),
      ]}
    />
  );
}
