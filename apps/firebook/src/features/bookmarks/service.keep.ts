import { crashPoint } from '@portfolio/platform/kernel/crash';
import type { PipelineDeps } from './service.deps.ts';
import { JobEnd, words } from './service.fail.ts';
import type { Row } from './service.rows.ts';
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

/** Makes the bookmark findable by all that is known of it. */
export const indexBookmark = async (deps: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  const text = await storedText(deps.files, row, 100_000);
  const tagNames = await deps.tags.namesOf(row.id);
  const parts = [row.description, row.note, tagNames.join(' '), row.siteName, row.url, text];
  await deps.search.index([
    {
      app: 'firebook',
      type: 'bookmark',
      id: row.id,
      owner: row.userId,
      readers: [`user:${row.userId}`],
      title: row.title,
      body: parts.filter(Boolean).join('\n'),
      url: `${deps.origin}/b/${row.id}`,
      facets: { archived: row.archivedAt !== null },
    },
  ]);
  return {};
};
