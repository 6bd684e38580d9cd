'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import { useToast } from '@portfolio/ui/toast';
import { useMutation } from '@tanstack/react-query';
import { Languages } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPCClient } from '@/trpc/client.ts';
import { sampleDeck, sampleWords } from './sample.ts';

/** Makes the sample deck with its words; deleting the deck takes them all away again. */
const useSample = (onLoaded: () => void) => {
  const t = useTranslations('empty');
  const client = useTRPCClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      const deck = await client.decks.create.mutate({ ...sampleDeck, name: t('sampleName') });
      const add = (word: (typeof sampleWords)[number]) =>
        client.vocabulary.create.mutate({
          ...word,
          ...sampleDeck,
          translations: [...word.translations],
          deckId: deck.id,
        });
      for (const word of sampleWords) await add(word);
      return deck;
    },
    onSuccess: (deck) =>
      toast.show({
        title: t('sampleLoaded', { count: sampleWords.length }),
        undo: () => void client.decks.delete.mutate({ id: deck.id }).then(onLoaded, onLoaded),
      }),
    onError: (error) => toast.show({ title: messageOf(error), tone: 'danger' }),
    onSettled: onLoaded,
  });
};

/** What stands where no word is yet, or none is found. */
export function NoWords({ searching, onChanged }: { searching: string; onChanged: () => void }) {
  const t = useTranslations('empty');
  const sample = useSample(onChanged);
  if (searching)
    return (
      <EmptyState size="inline" title={t('notFound', { q: searching })}>
        {t('notFoundText')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Languages aria-hidden />}
      title={t('title')}
      actions={
        <Button loading={sample.isPending} onClick={() => sample.mutate()}>
          {t('sample')}
        </Button>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
