import type { PageInput } from '../metadata/page.ts';
import type { PipelineDeps } from './service.deps.ts';
import { JobEnd } from './service.fail.ts';
import type { Row } from './service.rows.ts';
import { fetchedPage, fileKey, type StoredPage, storedText } from './service.store.ts';
import { suggestToBookmark } from './service.tags.ts';

type Free = (name: string, value: unknown) => Partial<Row>;

/** What the page says of itself. A field that the person edited is left as it is. */
export const readMetadata = async (deps: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  const { head, body } = await fetchedPage(deps.files, row);
  const free: Free = (name, value) =>
    row.edited.includes(name) || value === undefined ? {} : { [name]: value };
  if (head.kind !== 'html') return fileMetadata(deps, { head, body }, free);
  const page: PageInput = { url: head.url, body, contentType: head.contentType };
  const found = await deps.parser.metadata(page);
  const image = found.image ? await picture(deps, row, [found.image], 'picture') : null;
  const favicon = await picture(deps, row, found.icons, 'favicon');
  return {
    canonicalUrl: found.canonicalUrl,
    ...free('title', found.title),
    ...free('description', found.description),
    image: found.image ?? null,
    favicon: favicon?.url ?? found.favicon ?? null,
    imageMediaId: image?.mediaId ?? null,
    faviconMediaId: favicon?.mediaId ?? null,
    siteName: found.siteName ?? null,
    author: found.author ?? null,
    publishedAt: found.publishedAt ? new Date(found.publishedAt) : null,
    language: found.language ?? null,
    type: found.type,
    ...(found.asksForLogin ? { linkProblem: 'login' as const } : {}),
  };
};

const decodeSafe = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const fileMetadata = async (
  deps: PipelineDeps,
  { head, body }: StoredPage,
  free: Free,
): Promise<Partial<Row>> => {
  const fileName = decodeSafe(new URL(head.url).pathname.split('/').at(-1) ?? '') || undefined;
  if (head.kind !== 'pdf')
    return { ...free('title', fileName), type: head.kind === 'file' ? 'file' : 'image' };
  const pdf = await deps.parser.pdf(body, { wantsPicture: false });
  return {
    ...free('title', pdf.title ?? fileName),
    author: pdf.author ?? null,
    publishedAt: pdf.publishedAt ? new Date(pdf.publishedAt) : null,
    language: pdf.language ?? null,
    type: 'pdf',
  };
};

/** Keeps the first of these pictures that is one. A page's pictures are decoration: none of them is an error. */
const picture = async (
  { outbound, media }: PipelineDeps,
  row: Row,
  urls: readonly string[],
  use: 'picture' | 'favicon',
): Promise<{ mediaId: string; url: string } | null> => {
  const maxBytes = use === 'favicon' ? 1_000_000 : 10_000_000;
  const slot = `bookmark:${row.id}:${use}`;
  const owner = { ownerId: row.userId, app: 'firebook', use, filename: use, slot } as const;
  for (const url of urls.slice(0, 3)) {
    try {
      const { status, body } = await outbound.fetch(url, { maxBytes, timeoutMs: 10_000, accept: 'image/*' });
      if (status !== 200) continue;
      const stored = await media.store({ ...owner, bytes: body });
      return { mediaId: stored.id, url };
    } catch {
      // The next one, or none: the page's own address stays in `image` and `favicon`.
    }
  }
  return null;
};

/** The main text, kept as a file. */
export const readText = async ({ files, parser }: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  const { head, body } = await fetchedPage(files, row);
  if (head.kind !== 'html' && head.kind !== 'pdf')
    throw new JobEnd('skipped', 'There is no text in a file of this kind.');
  const found =
    head.kind === 'pdf'
      ? await parser.pdf(body, { wantsPicture: false })
      : await parser.text({ url: head.url, body, contentType: head.contentType });
  const textKey = fileKey('texts', row.id);
  await files.put(textKey, Buffer.from(found.text));
  return {
    textKey,
    readingMinutes: found.readingMinutes || null,
    ...(row.language ? {} : { language: found.language ?? null }),
  };
};

/** Suggests tags from title, text and the person's own tags. */
export const makeTags = async (deps: PipelineDeps, row: Row): Promise<Partial<Row>> => {
  const text = await storedText(deps.files, row, 50_000);
  if (text === null) throw new JobEnd('skipped', 'There is nothing to make tags from.');
  const found = await deps.parser.tags({
    url: row.canonicalUrl,
    title: row.title,
    description: row.description ?? undefined,
    text,
    siteName: row.siteName ?? undefined,
    language: row.language ?? undefined,
    ownTags: await deps.tags.ownOf(row.userId, 500),
    removed: await deps.tags.removedFrom(row.id),
  });
  const names = found.map(({ tag }) => tag);
  await deps.db.transaction((tx) => suggestToBookmark(tx, row.userId, row.id, names));
  return {};
};
