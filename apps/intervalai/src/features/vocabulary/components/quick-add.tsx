'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { focusQuickAdd, quickAddMark, useQuickAddArrival } from '@portfolio/platform/shell/quick-add';
import { Button } from '@portfolio/ui/button';
import { Field } from '@portfolio/ui/field';
import { Input } from '@portfolio/ui/input';
import { useShortcut } from '@portfolio/ui/lib/use-shortcut';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Deck } from '../schema.ts';
import { LanguagePicker } from './language-picker.tsx';

/** A semicolon or a new line parts translations; a comma may belong to one. */
export const splitTranslations = (text: string): string[] => [
  ...new Set(
    text
      .split(/[;\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];

type Props = {
  deck: Deck | null;
  /** The language that the newest word has: most come in a row. */
  lastLanguage: string | null;
  onAdded: () => void;
  onOpen: (id: string) => void;
};

/** Term, Tab, translation, Enter, and the next one. What was typed stays when it fails. */
export function QuickAdd({ deck, lastLanguage, onAdded, onOpen }: Props) {
  const t = useTranslations('add');
  const trpc = useTRPC();
  const toast = useToast();
  const termRef = useRef<HTMLInputElement>(null);
  const [term, setTerm] = useState('');
  const [translations, setTranslations] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? deck?.language ?? lastLanguage;
  useShortcut('n', focusQuickAdd, { label: t('shortcut') });
  useQuickAddArrival();
  const add = useMutation(
    trpc.vocabulary.create.mutationOptions({
      onSuccess: () => {
        setTerm('');
        setTranslations('');
        termRef.current?.focus();
        onAdded();
      },
      onError: (error) => {
        const existing = problemOf(error)?.existingId;
        if (typeof existing !== 'string') return;
        toast.show({
          title: t('duplicate', { term }),
          action: { label: t('open'), onClick: () => onOpen(existing) },
        });
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({
      term,
      translations: splitTranslations(translations),
      language: language ?? '',
      ...(deck ? { deckId: deck.id } : {}),
      ...(deck?.translationLanguage ? { translationLanguage: deck.translationLanguage } : {}),
    });
  };
  const fields = problemOf(add.error)?.fields;
  const general = add.error && !fields ? messageOf(add.error) : undefined;
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid items-start gap-3 rounded-lg border border-line bg-canvas p-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_11rem_auto]"
    >
      <Field label={t('term')} error={fields?.term?.[0] ?? general}>
        <Input
          ref={termRef}
          {...quickAddMark}
          value={term}
          onChange={(event) => setTerm(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="off"
          lang={language ?? undefined}
          dir="auto"
        />
      </Field>
      <Field label={t('translations')} error={fields?.translations?.[0]}>
        <Input
          value={translations}
          onChange={(event) => setTranslations(event.currentTarget.value)}
          placeholder={t('translationsHint')}
          autoComplete="off"
          dir="auto"
        />
      </Field>
      <Field label={t('language')} error={fields?.language ? t('languageNeeded') : undefined}>
        <LanguagePicker value={language} onValueChange={setChosen} placeholder={t('languageHint')} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        loading={add.isPending}
        icon={<Plus aria-hidden />}
        className="sm:mt-6.5"
      >
        {t('submit')}
      </Button>
    </form>
  );
}
