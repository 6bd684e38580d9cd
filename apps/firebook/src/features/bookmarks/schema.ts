import {
  bookmarkSorts,
  bookmarkTypes,
  jobNames,
  jobStates,
  linkProblems,
} from '@portfolio/db/bookmarks-values';
import { listInput, listOutput } from '@portfolio/platform/kernel/cursor';
import { byId, id, isoTime, optionalText } from '@portfolio/platform/kernel/input';
import { z } from 'zod';

const hasScheme = (value: string): boolean =>
  /^[a-z][a-z0-9+.-]*:/i.test(value) && !/^[^/]+:\d+(\/|$)/.test(value);
const isNumeric = (host: string): boolean => /^[\d.]+$|^\[/.test(host);

/** What is wrong with what was typed, null where it is a web address. */
const problemOf = (typed: string, url: URL | null): string | null => {
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    return 'Give a web address, such as https://example.com/page.';
  if (url.username || url.password) return 'Leave the name and password out of the address.';
  const isName = /\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/i.test(url.hostname);
  if (hasScheme(typed) || isNumeric(url.hostname) || isName) return null;
  return 'This is no web address. Begin with https:// if it is meant as one.';
};

/** What a person types or pastes: http and https only, a missing scheme is https where it looks like an address. */
export const WebUrl = z
  .string()
  .trim()
  .min(1, 'Give a web address.')
  .max(4_096, 'This address is too long.')
  .transform((typed, context) => {
    const url = URL.parse(hasScheme(typed) ? typed : `https://${typed}`);
    const problem = problemOf(typed, url);
    if (problem === null && url) return url.href;
    context.addIssue({ code: 'custom', message: problem ?? '' });
    return z.NEVER;
  });

export const TagName = z
  .string()
  .transform((value) => value.normalize('NFC').replace(/^#/, '').replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'A tag has at least one character.').max(60, 'A tag has at most 60 characters.'));

const job = z.object({
  state: z.enum(jobStates),
  error: z.string().optional(),
  attempts: z.number().int(),
  at: isoTime,
});

export const JobName = z.enum(jobNames);

export const Bookmark = z.object({
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
  jobs: z.record(JobName, job),
  possibleDuplicates: z.array(id),
  deletedAt: isoTime.nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Bookmark = z.infer<typeof Bookmark>;

export const Created = Bookmark.extend({ duplicate: z.boolean() });
export type Created = z.infer<typeof Created>;

const tagList = z.array(TagName).max(50, 'At most 50 tags.');

/**
 * The fields of a bookmark that a person sets. One that is kept as it is, in a column of its name, begins here and in
 * `Bookmark` above: the services take it from both.
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

export const CreateBookmark = z.object({ url: WebUrl, collectionId: id.nullish(), ...fields });
export type CreateBookmark = z.infer<typeof CreateBookmark>;

export const UpdateBookmark = byId.extend({ url: WebUrl.optional(), ...fields });
export type UpdateBookmark = z.infer<typeof UpdateBookmark>;

export const ListBookmarks = listInput.extend({
  tag: z.array(TagName).max(10).optional(),
  collection: id.optional(),
  archived: z.boolean().optional(),
  favourite: z.boolean().optional(),
  /** The trash instead. */
  deleted: z.boolean().optional(),
  sort: z.enum(bookmarkSorts).default('-createdAt'),
});
export type ListBookmarks = z.infer<typeof ListBookmarks>;

export const BookmarkPage = listOutput(Bookmark);
export type BookmarkPage = z.infer<typeof BookmarkPage>;

export const SomeBookmarks = z.object({ ids: z.array(id).min(1).max(100) });

const neighbour = z.object({ id, title: z.string() }).nullable();
export const Neighbours = z.object({ newer: neighbour, older: neighbour });
export type Neighbours = z.infer<typeof Neighbours>;

export const RetryJob = byId.extend({ job: JobName });

export const Bulk = z.object({
  ids: z.array(id).min(1).max(200),
  action: z.enum(['archive', 'unarchive', 'favourite', 'unfavourite', 'delete', 'restore', 'tag', 'untag']),
  tag: TagName.optional(),
});
export type Bulk = z.infer<typeof Bulk>;

export const BulkDone = z.object({ count: z.number().int(), ids: z.array(id) });
export type BulkDone = z.infer<typeof BulkDone>;

export const Tag = z.object({ tag: z.string(), count: z.number().int() });
export type Tag = z.infer<typeof Tag>;
export const TagPage = z.object({ items: z.array(Tag) });
export const RenameTag = z.object({ tag: TagName, name: TagName });
export const GenerateTags = z.object({ url: WebUrl.optional(), text: z.string().max(200_000).optional() });
export type GenerateTags = z.infer<typeof GenerateTags>;
export const TagSuggestion = z.object({
  tag: z.string(),
  score: z.number(),
  why: z.enum(['phrase', 'word', 'yours', 'similar', 'site']),
  exists: z.boolean(),
});

export const ExtractMetadata = z.object({ url: WebUrl, html: z.string().max(4_900_000).optional() });
export type ExtractMetadata = z.infer<typeof ExtractMetadata>;
export const Metadata = z.object({
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

export const CaptureScreenshot = z.object({ url: WebUrl });
export const ScreenshotState = z.object({
  id,
  state: z.enum(jobStates),
  media: z
    .object({ mediaId: id, url: z.string(), width: z.number().int(), height: z.number().int() })
    .nullable(),
  error: z.string().nullable(),
});
