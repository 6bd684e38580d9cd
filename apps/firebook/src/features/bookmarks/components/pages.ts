import type { InfiniteData } from '@tanstack/react-query';
import type { Bookmark, BookmarkPage } from '../schema.ts';
import { belongs, type View } from './use-view.ts';

export type Pages = InfiniteData<BookmarkPage, string | null>;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of the list: ids are UUIDv7, so theirs is the order of saving. */
const before = ({ sort }: View, a: Bookmark, b: Bookmark): boolean => {
  if (sort === 'createdAt') return a.id < b.id;
  if (sort === '-createdAt') return a.id > b.id;
  return (compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.id, b.id)) < 0;
};

/** Loaded pages without these bookmarks. */
export const without = (data: Pages, ids: ReadonlySet<string>): Pages => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.has(id)) })),
});

const insert = (pages: BookmarkPage[], view: View, item: Bookmark): BookmarkPage[] => {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((other) => before(view, item, other));
    if (at >= 0) return pages.with(index, { ...page, items: page.items.toSpliced(at, 0, item) });
  }
  const last = pages.at(-1);
  // Past what is loaded: it comes with its own page.
  if (!last || last.nextCursor) return pages;
  return pages.with(-1, { ...last, items: [...last.items, item] });
};

/** Loaded pages with these bookmarks as they are now: in their place, or gone where they no longer belong. */
export const withItems = (data: Pages, view: View, items: readonly Bookmark[]): Pages => {
  const rest = without(data, new Set(items.map(({ id }) => id)));
  const pages = items
    .filter((item) => belongs(view, item))
    .reduce((found, item) => insert(found, view, item), rest.pages);
  return { ...data, pages };
};
