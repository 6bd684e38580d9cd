import { bookmarkTypes, jobNames, jobStates, linkProblems } from '@portfolio/db/schema/bookmarks';
import { listInput, listOutput } from '@portfolio/platform/kernel/cursor';
import { byId, id, isoTime, optionalText } from '@portfolio/platform/kernel/input';
import { z } from 'zod';

/** What a person types or pastes: http and https only, a missing scheme is https. */
export const webUrl = z
  .string()
  .trim()
  .min(1, 'An address is needed.')
  .max(4_096, 'This address is too long.')
  .transform((value) =>
    /^[a-z][a-z0-9+.-]*:/i.test(value) && !/^[^/]+:\d+(\/|$)/.test(value) ? value : `https://${value}`,
  )
  .refine((value) => {
    const url = URL.parse(value);
    return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
  }, 'A web address that begins with http:// or https://.')
  .transform((value) => new URL(value).href);

export const tagName = z
  .string()
  .transform((value) => value.normalize('NFC').replace(/^#/, '').replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'A tag has at least one character.').max(60, 'A tag has at most 60 characters.'));

const job = z.object({
  state: z.enum(jobStates),
  error: z.string().optional(),
  attempts: z.number().int(),
  at: isoTime,
});

export const jobName = z.enum(jobNames);

export const bookmark = z.object({
  id,
  version: z.number().int(),
  url: z.string(),
  canonicalUrl: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  image: z.string().nullable(),
  favicon: z.string().nullable(),
  imageMediaId: id.nullable(),
  faviconMediaId: id.nullable(),
  imageUrl: z.string().nullable(),
  faviconUrl: z.string().nullable(),
  siteName: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: isoTime.nullable(),
  language: z.string().nullable(),
  type: z.enum(bookmarkTypes),
  readingMinutes: z.number().int().nullable(),
  tags: z.array(z.string()),
  collectionIds: z.array(id),
  note: z.string().nullable(),
  favourite: z.boolean(),
  archived: z.boolean(),
  readAt: isoTime.nullable(),
  screenshot: z
    .object({
      mediaId: id,
      url: z.string(),
      width: z.number().int(),
      height: z.number().int(),
      cardUrl: z.string(),
      smallUrl: z.string(),
    })
    .nullable(),
  link: z.object({
    status: z.number().int().nullable(),
    finalUrl: z.string().nullable(),
    problem: z.enum(linkProblems).nullable(),
  }),
  jobs: z.record(jobName, job),
  possibleDuplicates: z.array(id),
  deletedAt: isoTime.nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Bookmark = z.infer<typeof bookmark>;

export const created = bookmark.extend({ duplicate: z.boolean() });
export type Created = z.infer<typeof created>;

const tagList = z.array(tagName).max(50, 'At most 50 tags.');

/**
 * The fields of a bookmark that a person sets. One that is kept as it is, in a column of its name, begins here and in
 * `bookmark` above: the services take it from both.
 */
const fields = {
  title: optionalText(500),
  description: optionalText(2_000),
  note: optionalText(20_000),
  tags: tagList.nullish().transform((value) => (value === null ? [] : value)),
  favourite: z.boolean().optional(),
  archived: z.boolean().optional(),
  read: z.boolean().optional(),
};

export const createBookmark = z.object({ url: webUrl, collectionId: id.nullish(), ...fields });
export type CreateBookmark = z.infer<typeof createBookmark>;

export const updateBookmark = byId.extend({ url: webUrl.optional(), ...fields });
export type UpdateBookmark = z.infer<typeof updateBookmark>;

export const sorts = ['-createdAt', 'createdAt', 'title'] as const;

export const listBookmarks = listInput.extend({
  tag: z.array(tagName).max(10).optional(),
  collection: id.optional(),
  archived: z.boolean().optional(),
  favourite: z.boolean().optional(),
  /** The trash instead. */
  deleted: z.boolean().optional(),
  sort: z.enum(sorts).default('-createdAt'),
});
export type ListBookmarks = z.infer<typeof listBookmarks>;

export const bookmarkPage = listOutput(bookmark);
export type BookmarkPage = z.infer<typeof bookmarkPage>;

export const someBookmarks = z.object({ ids: z.array(id).min(1).max(100) });

const neighbour = z.object({ id, title: z.string() }).nullable();
export const neighbours = z.object({ newer: neighbour, older: neighbour });
export type Neighbours = z.infer<typeof neighbours>;

export const retryJob = byId.extend({ job: jobName });

export const bulk = z.object({
  ids: z.array(id).min(1).max(200),
  action: z.enum(['archive', 'unarchive', 'favourite', 'unfavourite', 'delete', 'restore', 'tag', 'untag']),
  tag: tagName.optional(),
});
export type Bulk = z.infer<typeof bulk>;

export const bulkDone = z.object({ count: z.number().int(), ids: z.array(id) });
export type BulkDone = z.infer<typeof bulkDone>;

export const tag = z.object({ tag: z.string(), count: z.number().int() });
export type Tag = z.infer<typeof tag>;
export const tagPage = z.object({ items: z.array(tag) });
export const renameTag = z.object({ tag: tagName, name: tagName });
export const generateTags = z.object({ url: webUrl.optional(), text: z.string().max(200_000).optional() });
export const tagSuggestion = z.object({
  tag: z.string(),
  score: z.number(),
  why: z.enum(['phrase', 'word', 'yours', 'similar', 'site']),
  exists: z.boolean(),
});

export const extractMetadata = z.object({ url: webUrl, html: z.string().max(4_900_000).optional() });
export const metadata = z.object({
  url: z.string(),
  canonicalUrl: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  image: z.string().nullable(),
  favicon: z.string().nullable(),
  siteName: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  type: z.string(),
});

export const captureScreenshot = z.object({ url: webUrl });
export const screenshotState = z.object({
  id,
  state: z.enum(jobStates),
  media: z
    .object({ mediaId: id, url: z.string(), width: z.number().int(), height: z.number().int() })
    .nullable(),
  error: z.string().nullable(),
});
