'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Input, Textarea } from '@portfolio/ui/input';
import { leave } from '@portfolio/ui/lib/unsaved';
import { Select } from '@portfolio/ui/select';
import { Sheet } from '@portfolio/ui/sheet';
import { Skeleton } from '@portfolio/ui/skeleton';
import { Switch } from '@portfolio/ui/switch';
import { TagsInput } from '@portfolio/ui/tags-input';
import { useToast } from '@portfolio/ui/toast';
import { useUnsaved } from '@portfolio/ui/unsaved';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTRPC } from '@/trpc/client.ts';
import type { Deck, Word } from '../schema.ts';
import { LanguagePicker } from './language-picker.tsx';
import { splitTranslations } from './quick-add.tsx';

const parts = [
  ...(['noun', 'verb', 'adjective', 'adverb', 'pronoun', 'preposition'] as const),
  ...(['conjunction', 'interjection', 'numeral', 'particle', 'phrase'] as const),
] as const;

type Props = {
  id: string | null;
  decks: readonly Deck[];
  onClose: () => void;
  onSaved: () => void;
  onDelete: (word: Word) => void;
};

/** One word with all its fields, beside the list. */
export function WordSheet({ id, decks, onClose, onSaved, onDelete }: Props) {
  const t = useTranslations('word');
  const trpc = useTRPC();
  // While it slides away it still shows the word that it held.
  const [held, setHeld] = useState(id);
  if (id !== null && id !== held) setHeld(id);
  const found = useQuery(trpc.vocabulary.get.queryOptions({ id: held ?? '' }, { enabled: id !== null }));
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => {
        if (!open) leave(onClose);
      }}
      title={found.data ? <bdi>{found.data.term}</bdi> : t('title')}
    >
      {found.data ? (
        <WordForm
          key={`${found.data.id}:${found.data.version}`}
          word={found.data}
          decks={decks}
          onSaved={() => {
            onSaved();
            onClose();
          }}
          onDelete={onDelete}
        />
      ) : found.error ? (
        <Banner tone="danger" title={messageOf(found.error)} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </Sheet>
  );
}

const valuesOf = (word: Word) => ({
  term: word.term,
  translations: word.translations.join('\n'),
  language: word.language,
  translationLanguage: word.translationLanguage,
  context: word.context ?? '',
  partOfSpeech: word.partOfSpeech ?? '',
  deckId: word.deckId,
  tags: word.tags,
  suspended: word.state === 'suspended',
});

type FormProps = { word: Word; decks: readonly Deck[]; onSaved: () => void; onDelete: (word: Word) => void };

const useSave = ({ word, onSaved }: FormProps) => {
  const t = useTranslations('word');
  const trpc = useTRPC();
  const toast = useToast();
  return useMutation(
    trpc.vocabulary.update.mutationOptions({
      onSuccess: () => {
        toast.show({ title: t('saved', { term: word.term }), tone: 'success' });
        onSaved();
      },
    }),
  );
};

function WordForm(props: FormProps) {
  const { word, decks, onDelete } = props;
  const t = useTranslations('word');
  const save = useSave(props);
  const form = useForm({ defaultValues: valuesOf(word) });
  const unsaved = useUnsaved(form.formState.isDirty && !save.isPending && !save.isSuccess);
  const problem = problemOf(save.error);
  const errorOf = (name: string): string | undefined => problem?.fields?.[name]?.[0];
  const submit = form.handleSubmit(({ partOfSpeech, translations, ...values }) =>
    save.mutate({
      id: word.id,
      ...values,
      partOfSpeech: parts.find((part) => part === partOfSpeech) ?? null,
      translations: splitTranslations(translations),
    }),
  );
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {unsaved}
      {save.error && !problem?.fields ? <Banner tone="danger" title={messageOf(save.error)} /> : null}
      <Field label={t('term')} error={errorOf('term')} required>
        <Input {...form.register('term')} lang={word.language} dir="auto" autoComplete="off" />
      </Field>
      <Field label={t('translations')} hint={t('translationsHint')} error={errorOf('translations')} required>
        <Textarea {...form.register('translations')} dir="auto" rows={3} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['language', 'translationLanguage'] as const).map((name) => (
          <Field key={name} label={t(name)} error={errorOf(name)}>
            <Controller
              control={form.control}
              name={name}
              render={({ field }) => (
                <LanguagePicker
                  value={field.value}
                  onValueChange={(tag) => field.onChange(tag ?? (name === 'language' ? word.language : null))}
                />
              )}
            />
          </Field>
        ))}
      </div>
      <Field label={t('context')} hint={t('contextHint')} error={errorOf('context')}>
        <Textarea {...form.register('context')} lang={word.language} dir="auto" rows={2} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('partOfSpeech')}>
          <Select
            {...form.register('partOfSpeech')}
            placeholder={t('notSaid')}
            options={parts.map((value) => ({ value, label: t(`parts.${value}`) }))}
          />
        </Field>
        <Field label={t('deck')}>
          <Select
            {...form.register('deckId')}
            options={decks.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      </div>
      <Field label={t('tags')} error={errorOf('tags')}>
        <Controller
          control={form.control}
          name="tags"
          render={({ field }) => <TagsInput value={field.value} onValueChange={field.onChange} />}
        />
      </Field>
      <Controller
        control={form.control}
        name="suspended"
        render={({ field }) => (
          <Switch
            label={t('suspended')}
            hint={t('suspendedHint')}
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
      <div className="flex justify-between gap-2 border-line border-t pt-4">
        <Button variant="danger-ghost" icon={<Trash2 aria-hidden />} onClick={() => onDelete(word)}>
          {t('delete')}
        </Button>
        <Button type="submit" variant="primary" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
