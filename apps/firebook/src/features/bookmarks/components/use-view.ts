'use client';
import { bookmarkSorts } from '@portfolio/db/bookmarks-values';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { Bookmark } from '../schema.ts';
import { type Layout, layoutCookie, layouts } from './layouts.ts';

export const shows = ['all', 'favourite', 'archived', 'trash'] as const;
export type Show = (typeof shows)[number];
export type Order = (typeof bookmarkSorts)[number];

export type View = { show: Show; tags: string[]; sort: Order; q: string; layout: Layout };

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined =>
  known.find((one) => one === value);

/** What `bookmarks.list` is asked for to fill this view. */
export const inputOf = ({ show, tags, sort }: View) => ({
  limit: 50,
  sort,
  ...(tags.length > 0 ? { tag: tags } : {}),
  ...(show === 'archived' ? { archived: true } : {}),
  ...(show === 'favourite' ? { favourite: true } : {}),
  ...(show === 'trash' ? { deleted: true } : {}),
});

/** Whether a bookmark, as it is now, belongs into this view. */
export const belongs = ({ show, tags }: View, item: Bookmark): boolean => {
  if (show === 'trash') return item.deletedAt !== null;
  const own = new Set(item.tags.map((tag) => tag.toLowerCase()));
  return (
    item.deletedAt === null &&
    item.archived === (show === 'archived') &&
    (show !== 'favourite' || item.favourite) &&
    tags.every((tag) => own.has(tag.toLowerCase()))
  );
};

/** The view that the address names: back works, and a link opens the same for a colleague. */
export const useView = (remembered: Layout) => {
  const params = useSearchParams();
  const [last, setLast] = useState(remembered);
  const asked = params.toString();
  // The address follows in a transition: what was chosen is shown at once.
  const [ahead, setAhead] = useState<View | null>(null);
  useEffect(() => setAhead(null), [asked]);
  const view: View = ahead ?? {
    show: oneOf(shows, params.get('show')) ?? 'all',
    tags: params.getAll('tag'),
    sort: oneOf(bookmarkSorts, params.get('sort')) ?? '-createdAt',
    q: params.get('q') ?? '',
    layout: oneOf(layouts, params.get('layout')) ?? last,
  };
  /** `replace` for what changes while somebody types, so that back leaves the whole search. */
  const set = (changes: Partial<View>, replace = false): void => {
    const next = { ...view, ...changes };
    setAhead(next);
    const query = new URLSearchParams();
    if (next.show !== 'all') query.set('show', next.show);
    for (const tag of next.tags) query.append('tag', tag);
    if (next.sort !== '-createdAt') query.set('sort', next.sort);
    if (next.q) query.set('q', next.q);
    query.set('layout', next.layout);
    window.history[replace ? 'replaceState' : 'pushState'](null, '', `?${query}`);
    if (next.layout === last) return;
    setLast(next.layout);
    // biome-ignore lint/suspicious/noDocumentCookie: Safari has no cookieStore yet
    document.cookie = `${layoutCookie}=${next.layout}; path=/; max-age=31536000; samesite=lax`;
  };
  return { view, set };
};
