import type { Files } from '@portfolio/platform/files/files';
import { z } from 'zod';
import { JobEnd } from './service.fail.ts';
import type { Row } from './service.rows.ts';

const pageKinds = ['html', 'pdf', 'image', 'drawing', 'file'] as const;
export type PageKind = (typeof pageKinds)[number];

const headShape = z.object({
  url: z.string(),
  contentType: z.string(),
  kind: z.enum(pageKinds),
  /** Longer than what was read of it. */
  truncated: z.boolean().default(false),
});
export type Head = z.infer<typeof headShape>;
export type StoredPage = { head: Head; body: Uint8Array };

const folders = ['pages', 'archives', 'texts'] as const;

export const fileKey = (folder: (typeof folders)[number], id: string): string =>
  `${folder}/${id.slice(-2)}/${id}`;

/** The key of every file that a bookmark can have: known by its id alone, so that they can be deleted after its row. */
export const fileKeys = (id: string): string[] => folders.map((folder) => fileKey(folder, id));

/** Keeps a page as it came: a line of JSON, then its bytes. Returns its key, the same for the same bookmark. */
export const keepPage = async (
  files: Files,
  folder: 'pages' | 'archives',
  { id }: Row,
  head: Head,
  body: Uint8Array,
): Promise<string> => {
  const key = fileKey(folder, id);
  await files.put(key, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]));
  return key;
};

const read = async (files: Files, key: string | null): Promise<StoredPage | null> => {
  const bytes = key ? await files.get(key) : null;
  if (!bytes) return null;
  const end = bytes.indexOf(10);
  const head = headShape.parse(JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')));
  return { head, body: bytes.subarray(end + 1) };
};

/** The page as it was fetched. */
export const fetchedPage = async (files: Files, row: Row): Promise<StoredPage> => {
  const page = await read(files, row.pageKey);
  if (!page) throw new JobEnd('skipped', 'There is no page to read: fetch it first.');
  return page;
};

/** The copy that stands in when the page is gone; null where there is none. */
export const archivedPage = (files: Files, row: Row): Promise<StoredPage | null> =>
  read(files, row.archiveKey);

/** The main text, cut to `charsMax`; null before it is known. */
export const storedText = async (files: Files, row: Row, charsMax: number): Promise<string | null> => {
  const bytes = row.textKey ? await files.get(row.textKey) : null;
  return bytes && Buffer.from(bytes).toString('utf8').slice(0, charsMax);
};
