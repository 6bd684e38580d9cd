import { isDeepStrictEqual } from 'node:util';
import { crashPoint } from '@portfolio/platform/kernel/crash';
import type { SearchDocument } from '@portfolio/platform/search/search';
import type { PipelineDeps } from './service.deps.ts';
import { JobEnd, words } from './service.fail.ts';
import { livingBookmark, type Row } from './service.rows.ts';
import { fetchedPage, keepPage, type StoredPage, storedText } from './service.store.ts';

/** Takes the picture of the page, and keeps it among the person's files. */
export const takeScreenshot = async (deps: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  const page = await fetchedPage(deps.files, row);
  if (page.head.kind === 'file') throw new JobEnd('skipped', 'A file of this kind has no picture.');
  crashPoint('pipeline.screenshot-before-call');
  const bytes = await pictureOf(deps, row, page);
  crashPoint('pipeline.screenshot-after-call');
  const stored = await deps.media.store({
    ownerId: row.userId,
    app: 'firebook',
    use: 'screenshot',
    filename: 'screenshot.webp',
    bytes,
    slot: `bookmark:${row.id}:screenshot`,
  });
  return { screenshotMediaId: stored.id, screenshotWidth: stored.width, screenshotHeight: stored.height };
};

const pictureOf = async (
  { browser, parser }: PipelineDeps,
  row: Row,
  { head, body }: StoredPage,
): Promise<Uint8Array> => {
  if (head.kind === 'image') return body;
  if (head.kind !== 'pdf') return (await browser.capture({ url: row.url })).image;
  const { picture } = await parser.pdf(body, { wantsPicture: true });
  if (!picture) throw new JobEnd('skipped', 'The first page of this PDF could not be drawn.');
  return picture.image;
};

/** Keeps a copy that stands in when the page is gone. Half a page would stand in for less than it promises. */
export const archivePage = async ({ files }: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  const { head, body } = await fetchedPage(files, row);
  if (head.kind === 'file') throw new JobEnd('skipped', 'A file of this kind is not archived.');
  if (head.truncated) throw new JobEnd('failed', `${words.too_large} No copy of it is kept.`);
  return { archiveKey: await keepPage(files, 'archives', row, head, body) };
};

const documentOf = async (deps: PipelineDeps, row: Row): Promise<SearchDocument> => {
  const text = await storedText(deps.files, row, 100_000);
  const tagNames = await deps.tags.namesOf(row.id);
  const joined = (parts: readonly (string | null)[]): string => parts.filter(Boolean).join('\n');
  return {
    app: 'firebook',
    type: 'bookmark',
    id: row.id,
    owner: row.userId,
    readers: [`user:${row.userId}`],
    title: row.title,
    body: joined([row.description, row.note, text]),
    keywords: joined([...tagNames, row.siteName, row.url]),
    url: `${deps.origin}/b/${row.id}`,
    facets: { archived: row.archivedAt !== null },
  };
};

const overtakenMax = 5;

/**
 * Makes the bookmark findable by all that is known of it. What changed while it was written is written again: an edit's
 * own job may have been the quicker one, and would be overwritten for good.
 */
export const indexBookmark = async (deps: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  let document = await documentOf(deps, row);
  for (let times = 0; times < overtakenMax; times += 1) {
    await deps.search.index([document]);
    const now = await livingBookmark(deps.db, row.id);
    if (!now) {
      await deps.search.remove([document]);
      return {};
    }
    const known = await documentOf(deps, now);
    if (isDeepStrictEqual(known, document)) return {};
    document = known;
  }
  throw new Error('the bookmark changes faster than it can be indexed');
};
