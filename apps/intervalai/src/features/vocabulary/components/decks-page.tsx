'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { useLive } from '@portfolio/platform/react/shell/live';
import { Button, IconButton } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { Page, PageHeader } from '@portfolio/ui/page-header';
import { SkeletonList } from '@portfolio/ui/skeleton';
import { useToast } from '@portfolio/ui/toast';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Layers, Pencil, Plus, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client.ts';
import type { Deck } from '../schema.ts';
import { DeckDialog } from './deck-dialog.tsx';
import { languageName } from './languages.ts';
import { useRefresh } from './use-acts.ts';

const useDeckActs = () => {
  const t = useTranslations('decks');
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const failed = (error: unknown) => void toast.show({ title: messageOf(error), tone: 'danger' });
  const restore = useMutation(trpc.decks.restore.mutationOptions({ onSettled: refresh, onError: failed }));
  const remove = useMutation(trpc.decks.delete.mutationOptions({ onSettled: refresh, onError: failed }));
  return {
    refresh,
    remove: ({ id, name, wordCount }: Deck): void =>
      remove.mutate(
        { id },
        {
          onSuccess: () =>
            void toast.show({
              title: t('deleted', { name, count: wordCount }),
              undo: () => restore.mutate({ id }),
            }),
        },
      ),
  };
};

/** All decks by name. */
export function DecksPage() {
  const t = useTranslations('decks');
  const trpc = useTRPC();
  const { refresh, remove } = useDeckActs();
  const [dialog, setDialog] = useState<{ deck: Deck | null } | null>(null);
  const list = useQuery(trpc.decks.list.queryOptions({}));
  useLive('vocabulary', refresh);
  const decks = list.data?.items ?? [];
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setDialog({ deck: null })}>
      {t('new')}
    </Button>
  );
  return (
    <Page width="form">
      <PageHeader title={t('title')} description={t('lead')} actions={decks.length > 0 ? add : null} />
      {list.isPending ? <SkeletonList /> : null}
      {list.error ? <LoadFailed message={messageOf(list.error)} onRetry={() => list.refetch()} /> : null}
      {list.data && decks.length === 0 ? (
        <EmptyState icon={<Layers aria-hidden />} title={t('none')} actions={add}>
          {t('noneText')}
        </EmptyState>
      ) : null}
      <List label={t('title')} keys>
        {decks.map((deck) => (
          <DeckLine
            key={deck.id}
            deck={deck}
            onEdit={() => setDialog({ deck })}
            onDelete={() => remove(deck)}
          />
        ))}
      </List>
      <DeckDialog
        deck={dialog?.deck ?? null}
        open={dialog !== null}
        onClose={() => setDialog(null)}
        onSaved={refresh}
      />
    </Page>
  );
}

function DeckLine({ deck, onEdit, onDelete }: { deck: Deck; onEdit: () => void; onDelete: () => void }) {
  const t = useTranslations('decks');
  const locale = useLocale();
  const { name, language, translationLanguage } = deck;
  const languages = [language, translationLanguage]
    .filter((tag) => tag !== null)
    .map((tag) => languageName(tag, locale))
    .join(' → ');
  return (
    <ListItem
      id={deck.id}
      name={name}
      href={`/?deck=${deck.id}`}
      title={name}
      description={[t('words', { count: deck.wordCount }), languages, deck.description]
        .filter(Boolean)
        .join(' · ')}
      trailing={
        <>
          <IconButton label={t('edit', { name })} onClick={onEdit}>
            <Pencil aria-hidden />
          </IconButton>
          <IconButton label={t('delete', { name })} onClick={onDelete}>
            <Trash2 aria-hidden />
          </IconButton>
        </>
      }
    />
  );
}
