'use client';
import { messageOf, problemOf } from '@portfolio/platform/react/shell/client';
import { Banner } from '@portfolio/ui/banner';
import { Button } from '@portfolio/ui/button';
import { Card } from '@portfolio/ui/card';
import { Field } from '@portfolio/ui/field';
import { Input, Textarea } from '@portfolio/ui/input';
import { useShortcut } from '@portfolio/ui/lib/use-shortcut';
import { TagsInput } from '@portfolio/ui/tags-input';
import { useToast } from '@portfolio/ui/toast';
import { useUnsaved } from '@portfolio/ui/unsaved';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Bookmark } from '../schema.ts';
import type { ItemState } from './use-item.ts';

type Draft = { title: string; description: string; tags: string[]; note: string };
const names = ['title', 'description', 'tags', 'note'] as const;
type Name = (typeof names)[number];

const draftOf = (item: Bookmark): Draft => ({
  title: item.title,
  description: item.description ?? '',
  tags: item.tags,
  note: item.note ?? '',
});

const same = (one: Draft[Name], other: Draft[Name]): boolean => JSON.stringify(one) === JSON.stringify(other);
const shownOf = (value: Draft[Name]): string => (Array.isArray(value) ? value.join(', ') : value);

/**
 * What the person typed over what is saved. A field that was not touched follows the bookmark, so that what a job finds
 * out arrives; one that was touched stays as typed until it is saved or discarded.
 */
const useDraft = (item: Bookmark) => {
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const [base, setBase] = useState<number | null>(null);
  const saved = draftOf(item);
  const touched = names.filter((name) => typed[name] !== undefined && !same(typed[name], saved[name]));
  return {
    draft: { ...saved, ...typed },
    saved,
    touched,
    /** The version that the person saw when they began to type. */
    base: base ?? item.version,
    set: <N extends Name>(name: N, value: Draft[N]): void => {
      if (base === null) setBase(item.version);
      setTyped((before) => ({ ...before, [name]: value }));
    },
    reset: (): void => {
      setTyped({});
      setBase(null);
    },
    rebase: setBase,
  };
};

/** The bookmark as it stands, out of the refusal of a version that is not the last. */
const currentOf = async (reason: unknown): Promise<Bookmark | null> => {
  const current: unknown = Reflect.get(problemOf(reason) ?? {}, 'current');
  if (current === undefined) return null;
  // Zod would be a fifth of the page's script, for what seldom happens.
  const schema = await import('../schema.ts');
  return schema.Bookmark.safeParse(current).data ?? null;
};

/** Title, description, tags and note, to be changed. Another's change meanwhile is shown, and nothing typed is lost. */
export function ItemEdit({ state }: { state: ItemState }) {
  const t = useTranslations('item');
  const toast = useToast();
  const { item, update, show } = state;
  const edit = useDraft(item);
  const [error, setError] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<Bookmark | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (version: number): Promise<void> => {
    if (edit.touched.length === 0 || busy) return;
    setBusy(true);
    setError(null);
    try {
      const changes = edit.touched.map((name) => [name, edit.draft[name].length ? edit.draft[name] : null]);
      await update(Object.fromEntries(changes), version);
      edit.reset();
      setTheirs(null);
      toast.show({ title: t('saved'), tone: 'success' });
    } catch (reason) {
      const current = await currentOf(reason);
      if (current) {
        setTheirs(current);
        show(current);
      } else setError(reason);
    } finally {
      setBusy(false);
    }
  };
  const discard = (): void => {
    edit.reset();
    setTheirs(null);
    setError(null);
  };
  useShortcut('mod+enter', () => void save(edit.base), { label: t('save') });
  const dirty = edit.touched.length > 0;
  const unsaved = useUnsaved(dirty);
  return (
    <Card
      title={t('details')}
      footer={
        <div className="flex items-center justify-between gap-3">
          <span role="status">{dirty ? t('unsaved') : t('allSaved')}</span>
          <span className="flex gap-2">
            <Button disabled={!dirty} onClick={discard}>
              {t('discard')}
            </Button>
            <Button variant="primary" disabled={!dirty} loading={busy} onClick={() => void save(edit.base)}>
              {t('save')}
            </Button>
          </span>
        </div>
      }
    >
      <div className="flex flex-col gap-4">
        {unsaved}
        {theirs ? (
          <Conflict
            theirs={draftOf(theirs)}
            mine={edit.draft}
            touched={edit.touched}
            onKeep={() => {
              edit.rebase(theirs.version);
              void save(theirs.version);
            }}
            onTake={discard}
          />
        ) : null}
        {error ? <Banner tone="danger" title={messageOf(error)} onDismiss={() => setError(null)} /> : null}
        <Fields edit={edit} error={error} waiting={item.jobs.metadata.state === 'pending'} />
      </div>
    </Card>
  );
}

type FieldsProps = { edit: ReturnType<typeof useDraft>; error: unknown; waiting: boolean };

function Fields({ edit, error, waiting }: FieldsProps) {
  const t = useTranslations('item');
  const trpc = useTRPC();
  const known = useQuery(trpc.tags.list.queryOptions());
  const wrong = (name: Name): string | undefined => problemOf(error)?.fields?.[name]?.[0];
  const { draft, set } = edit;
  return (
    <>
      <Field label={t('fields.title')} error={wrong('title')}>
        <Input value={draft.title} onChange={(event) => set('title', event.currentTarget.value)} />
      </Field>
      <Field label={t('fields.description')} error={wrong('description')}>
        <Textarea
          rows={2}
          value={draft.description}
          placeholder={waiting ? t('arrives') : undefined}
          onChange={(event) => set('description', event.currentTarget.value)}
        />
      </Field>
      <Field label={t('fields.tags')} error={wrong('tags')}>
        <TagsInput
          value={draft.tags}
          onValueChange={(tags) => set('tags', tags)}
          suggestions={known.data?.items.map(({ tag }) => tag) ?? []}
        />
      </Field>
      <Field label={t('fields.note')} error={wrong('note')}>
        <Textarea value={draft.note} onChange={(event) => set('note', event.currentTarget.value)} />
      </Field>
    </>
  );
}

type ConflictProps = {
  theirs: Draft;
  mine: Draft;
  touched: readonly Name[];
  onKeep: () => void;
  onTake: () => void;
};

function Conflict({ theirs, mine, touched, onKeep, onTake }: ConflictProps) {
  const t = useTranslations('item');
  return (
    <Banner
      tone="warning"
      title={t('conflict')}
      actions={
        <>
          <Button onClick={onTake}>{t('takeTheirs')}</Button>
          <Button variant="primary" onClick={onKeep}>
            {t('keepMine')}
          </Button>
        </>
      }
    >
      <p>{t('conflictText')}</p>
      <dl className="mt-2 flex flex-col gap-2">
        {touched.map((name) => (
          <div key={name}>
            <dt className="font-medium text-ink">{t(`fields.${name}`)}</dt>
            <dd dir="auto" className="[overflow-wrap:anywhere]">
              {t('theirs', { value: shownOf(theirs[name]) || t('nothing') })}
            </dd>
            <dd dir="auto" className="[overflow-wrap:anywhere]">
              {t('mine', { value: shownOf(mine[name]) || t('nothing') })}
            </dd>
          </div>
        ))}
      </dl>
    </Banner>
  );
}
