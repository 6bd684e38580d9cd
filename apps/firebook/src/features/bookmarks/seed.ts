import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { bookmarks, type Jobs } from '@portfolio/db/schema/bookmarks';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { canonicalUrl } from '../metadata/canonical.ts';
import { bookmarkChanged } from './events.ts';
import { tagFresh } from './service.tags.ts';

type Kept = {
  url: string;
  title: string;
  note?: string;
  tags: string[];
  state?: 'favourite' | 'archived' | 'read';
};

const kept: readonly Kept[] = [
  {
    url: 'https://www.postgresql.org/docs/current/indexes.html',
    title: 'Indexes, in the PostgreSQL manual',
    note: 'Partial indexes: the part that everybody skips.',
    tags: ['databases', 'reference'],
    state: 'favourite',
  },
  {
    url: 'https://developer.mozilla.org/en-US/docs/Web/CSS/CSS_grid_layout',
    title: 'Grid layout',
    tags: ['css', 'reference'],
  },
  {
    url: 'https://www.w3.org/TR/WCAG22/',
    title: 'Web Content Accessibility Guidelines 2.2',
    note: 'Target size is new: 24 by 24 at least.',
    tags: ['accessibility', 'reference'],
    state: 'favourite',
  },
  {
    url: 'https://www.rfc-editor.org/rfc/rfc9562.html',
    title: 'Universally unique identifiers, with version 7',
    tags: ['reference', 'databases'],
  },
  {
    url: 'https://en.wikipedia.org/wiki/Spaced_repetition',
    title: 'Spaced repetition',
    note: 'Why a word comes back just before it is forgotten.',
    tags: ['learning', 'languages'],
  },
  {
    url: 'https://en.wikipedia.org/wiki/Zone_of_proximal_development',
    title: 'Zone of proximal development',
    tags: ['learning', 'teaching'],
    state: 'read',
  },
  {
    url: 'https://www.gutenberg.org/ebooks/2701',
    title: 'Moby Dick, or the whale',
    note: 'Chapter 32 for the library lesson.',
    tags: ['books'],
  },
  {
    url: 'https://apod.nasa.gov/apod/astropix.html',
    title: 'Astronomy picture of the day',
    tags: ['pictures'],
  },
  {
    url: 'https://www.openstreetmap.org/',
    title: 'OpenStreetMap',
    tags: ['maps', 'travel'],
    state: 'favourite',
  },
  { url: 'https://www.rijksmuseum.nl/en', title: 'Rijksmuseum', tags: ['pictures', 'travel'] },
  {
    url: 'https://www.bbcgoodfood.com/recipes',
    title: 'Something for Thursday evening',
    tags: ['cooking'],
    state: 'archived',
  },
  {
    url: 'https://www.typescriptlang.org/docs/handbook/2/narrowing.html',
    title: 'Narrowing, in the TypeScript handbook',
    tags: ['typescript', 'reference'],
    state: 'read',
  },
];

const untouched = 'A demo bookmark: nothing was asked of this address. Try again to fetch it.';

const restingJobs = (): Jobs => {
  const at = new Date().toISOString();
  const rest = { state: 'skipped' as const, error: untouched, attempts: 0, at };
  const page = { fetch: rest, metadata: rest, text: rest, archive: rest };
  return { ...page, tags: rest, screenshot: rest, index: { state: 'pending', attempts: 0, at } };
};

const keep = async (tx: Tx, { userId }: Actor, { url, title, note, tags, state }: Kept): Promise<void> => {
  const id = newId();
  const address = canonicalUrl(url);
  await tx.insert(bookmarks).values({
    id,
    userId,
    url,
    title,
    note,
    savedKey: address,
    canonicalUrl: address,
    favourite: state === 'favourite',
    archivedAt: state === 'archived' ? new Date() : null,
    readAt: state === 'read' ? new Date() : null,
    edited: ['title', 'note'],
    jobs: restingJobs(),
  });
  await tagFresh(tx, userId, id, tags);
  await publish(tx, bookmarkChanged.of({ subject: id, actor: userId, data: { bookmarkId: id, userId } }));
};

/** Bookmarks to look round with. Their pages are not fetched: a first start asks nothing of the network. */
export const seedBookmarks = (db: Db, owner: Actor): Promise<void> =>
  db.transaction(async (tx) => {
    for (const one of kept.toReversed()) await keep(tx, owner, one);
  });
