/** A page as it came from the guarded client, or from an extension that already had it. */
export type PageInput = {
  /** The address that answered: relative addresses are resolved against it. */
  url: string;
  body: Uint8Array;
  contentType?: string | undefined;
};

export type PageType = 'page' | 'article' | 'product' | 'video' | 'pdf' | 'image' | 'file';

/** Every address is absolute and http(s). What a page does not say is undefined. */
export type PageMetadata = {
  url: string;
  canonicalUrl: string;
  title: string | undefined;
  description: string | undefined;
  image: string | undefined;
  /** The best icon; `icons` holds it and those to try next, `/favicon.ico` last. */
  favicon: string | undefined;
  icons: string[];
  siteName: string | undefined;
  author: string | undefined;
  /** ISO 8601 in UTC. */
  publishedAt: string | undefined;
  /** BCP 47, shortest form. */
  language: string | undefined;
  type: PageType;
  /** A password field and little to read: a login wall. */
  asksForLogin: boolean;
};

export type PageText = {
  /** Paragraphs separated by an empty line. */
  text: string;
  /** Words; for languages without spaces, words as Unicode segments them. */
  wordCount: number;
  /** At 230 words a minute, or 500 characters of Chinese, Japanese and Korean. At least 1 when there is text. */
  readingMinutes: number;
  excerpt: string | undefined;
  language: string | undefined;
  /** `article` when the main text was found, `page` when the whole page is given for want of one. */
  source: 'article' | 'page';
};

export type PdfDocument = {
  title: string | undefined;
  author: string | undefined;
  publishedAt: string | undefined;
  language: string | undefined;
  pages: number;
  /** Of the first pages. */
  text: string;
  wordCount: number;
  readingMinutes: number;
  /** The first page, PNG; undefined where this machine cannot draw it. */
  picture: { image: Uint8Array; width: number; height: number } | undefined;
};

export type OwnTag = { tag: string; count: number };

export type TagInput = {
  url: string;
  title: string;
  description?: string | undefined;
  text: string;
  siteName?: string | undefined;
  language?: string | undefined;
  /** The person's tags, by which new ones are replaced where they mean the same. */
  ownTags: OwnTag[];
  /** Tags that the person took off this bookmark: they do not come back. */
  removed?: string[];
};

export type TagSuggestion = {
  tag: string;
  /** 0–1. */
  score: number;
  why: 'phrase' | 'word' | 'yours' | 'similar' | 'site';
  exists: boolean;
};
