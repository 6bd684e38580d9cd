'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Dialog } from '@portfolio/ui/dialog';
import { Field } from '@portfolio/ui/field';
import { Input, Textarea } from '@portfolio/ui/input';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';
import type { Deck } from '../schema.ts';
import { LanguagePicker } from './language-picker.tsx';

type Props = { deck: Deck | null; open: boolean; onClose: () => void; onSaved: () => void };

/** Makes a deck, or changes one. */
export function DeckDialog(props: Props) {
  const { deck, open, onClose } = props;
  const t = useTranslations('deck');
  const formId = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={deck ? t('edit', { name: deck.name }) : t('new')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t('save')}
          </Button>
        </>
      }
    >
      {open ? <DeckForm {...props} formId={formId} /> : null}
    </Dialog>
  );
}

function DeckForm({ deck, onClose, onSaved, formId }: Props & { formId: string }) {
  const t = useTranslations('deck');
  const trpc = useTRPC();
  const done = {
    onSuccess: () => {
      onSaved();
      onClose();
    },
  };
  const create = useMutation(trpc.decks.create.mutationOptions(done));
  const update = useMutation(trpc.decks.update.mutationOptions(done));
  const error = create.error ?? update.error;
  const fields = problemOf(error)?.fields;
  const form = useForm({
    defaultValues: {
      name: deck?.name ?? '',
      description: deck?.description ?? '',
      language: deck?.language ?? null,
      translationLanguage: deck?.translationLanguage ?? null,
    },
  });
  const submit = form.handleSubmit((values) =>
    deck ? update.mutate({ id: deck.id, ...values }) : create.mutate(values),
  );
  return (
    <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error && !fields ? <Banner tone="danger" title={messageOf(error)} /> : null}
      <Field label={t('name')} error={fields?.name?.[0]} required>
        <Input {...form.register('name')} autoComplete="off" />
      </Field>
      <Field label={t('description')} error={fields?.description?.[0]}>
        <Textarea {...form.register('description')} rows={2} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['language', 'translationLanguage'] as const).map((name) => (
          <Field key={name} label={t(name)}>
            <Controller
              control={form.control}
              name={name}
              render={({ field }) => (
                <LanguagePicker value={field.value} onValueChange={field.onChange} placeholder={t('any')} />
              )}
            />
          </Field>
        ))}
      </div>
    </form>
  );
}
