'use client';
import { messageOf } from '@portfolio/platform/react/shell/client';
import { Badge } from '@portfolio/ui/badge';
import { Button } from '@portfolio/ui/button';
import { EmptyState } from '@portfolio/ui/empty-state';
import type { Selection } from '@portfolio/ui/lib/use-selection';
import { List, ListItem } from '@portfolio/ui/list';
import { LoadFailed } from '@portfolio/ui/load-failed';
import { MediaSlot } from '@portfolio/ui/media-slot';
import { LoadMore } from '@portfolio/ui/pagination';
import { useTranslations } from 'next-intl';
import type { Bookmark } from '../schema.ts';
import { LibrarySkeleton } from './library-states.tsx';
import { ActButtons, hostOf, ProblemBadge, pictureOf, TagBadges } from './parts.tsx';
import type { DoAct } from './use-acts.ts';
import type { Hit, SearchState } from './use-search.ts';

/** Splits a snippet at its marks, so that nothing of it is ever set as HTML. */
const pieces = (snippet: string): { text: string; hit: boolean }[] => {
  const parsed = new DOMParser().parseFromString(snippet, 'text/html').body;
  return [...parsed.childNodes].map((node) => ({
    text: node.textContent ?? '',
    hit: node.nodeName === 'MARK',
  }));
};

function Snippet({ text }: { text: string }) {
  return pieces(text).map(({ text: piece, hit }, at) =>
    hit ? (
      <mark key={`${at}${piece}`} className="rounded-xs bg-accent-wash text-accent-ink">
        {piece}
      </mark>
    ) : (
      <span key={`${at}${piece}`}>{piece}</span>
    ),
  );
}

type HitsProps = {
  search: SearchState;
  query: string;
  act: DoAct;
  selection: Selection;
  onClear: () => void;
};

/** What a search found, as it is typed: with marks, picture, tags and the same acts as anywhere. */
export function Hits({ search, query, act, selection, onClear }: HitsProps) {
  const t = useTranslations('library');
  const { found, hits, byId } = search;
  if (found.isPending) return <LibrarySkeleton layout="list" />;
  if (found.error) return <LoadFailed message={messageOf(found.error)} onRetry={() => found.refetch()} />;
  if (hits.length === 0)
    return (
      <EmptyState
        title={t('nothingFound', { query })}
        actions={<Button onClick={onClear}>{t('clearSearch')}</Button>}
      >
        {t('nothingFoundText')}
      </EmptyState>
    );
  return (
    <>
      <List label={t('search')} keys className="rounded-lg border border-line">
        {hits.map((hit) => (
          <HitLine key={hit.id} hit={hit} item={byId.get(hit.id)} act={act} selection={selection} />
        ))}
      </List>
      <LoadMore
        hasMore={found.hasNextPage}
        loading={found.isFetchingNextPage}
        error={found.isFetchNextPageError}
        onLoadMore={() => void found.fetchNextPage()}
      />
    </>
  );
}

type HitLineProps = { hit: Hit; item: Bookmark | undefined; act: DoAct; selection: Selection };

function HitLine({ hit, item, act, selection }: HitLineProps) {
  const t = useTranslations('library');
  const picture = item ? pictureOf(item, 'smallUrl') : { state: 'pending' as const };
  return (
    <ListItem
      id={hit.id}
      name={hit.title}
      href={`/b/${hit.id}`}
      leading={<MediaSlot {...picture} alt="" compact className="w-20 rounded-sm border max-sm:hidden" />}
      title={hit.title}
      description={<Snippet text={hit.snippet} />}
      selection={selection}
      meta={
        <>
          <span className="text-ink-faint text-xs">{hostOf(item?.url ?? '')}</span>
          {item?.archived ? <Badge tone="info">{t('shows.archived')}</Badge> : null}
          <ProblemBadge item={item} />
          <TagBadges tags={item?.tags ?? []} />
        </>
      }
      trailing={item ? <ActButtons item={item} act={act} /> : null}
    />
  );
}
