import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { PageText } from '../page.ts';
import { clean, collectFacts } from './collect.ts';
import { detect, pageLanguage } from './language.ts';

const WORDS_A_MINUTE = 230;
const CJK_A_MINUTE = 500;
const MAX_HTML_CHARS = 3_000_000;
const MAX_DEPTH = 800;
const MAX_ELEMENTS = 60_000;
const MAX_TEXT_CHARS = 1_000_000;

const BLOCKS = new Set(
  'P DIV LI H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE TR SECTION ARTICLE FIGCAPTION DT DD BR UL OL TABLE'.split(' '),
);

/** The main text of a page; of a page that has none, or whose tree is beyond reading, what stands on it. */
export function pageText(html: string): PageText {
  const facts = collectFacts(html.slice(0, MAX_HTML_CHARS));
  const declared = pageLanguage([facts.htmlLang], facts.sample);
  const article = mainText(html);
  const text = (article?.text ?? facts.sample).slice(0, MAX_TEXT_CHARS);
  const language = pageLanguage([facts.htmlLang], text.slice(0, 5_000)) ?? declared ?? detect(text);
  return {
    text,
    ...readingTime(text, language),
    excerpt: article?.excerpt ?? facts.paragraphs.find((paragraph) => paragraph.length > 60),
    language,
    source: article ? 'article' : 'page',
  };
}

/** How long a text is and how long it takes to read. */
export function readingTime(
  text: string,
  language: string | undefined,
): { wordCount: number; readingMinutes: number } {
  const cjk =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const spaced = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
  const isDense = cjk > text.length * 0.2;
  const wordCount =
    isDense || /^(?:th|lo|km|my)$/.test(language ?? '') ? segmentedWords(text, language) : spaced;
  const minutes = isDense ? cjk / CJK_A_MINUTE : wordCount / WORDS_A_MINUTE;
  return { wordCount, readingMinutes: wordCount === 0 ? 0 : Math.max(1, Math.round(minutes)) };
}

function segmentedWords(text: string, language: string | undefined): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(
    text.slice(0, 200_000),
  )) {
    if (isWordLike) words += 1;
  }
  return words;
}

function mainText(html: string): { text: string; excerpt: string | undefined } | undefined {
  if (html.length > MAX_HTML_CHARS || depthOf(html) > MAX_DEPTH || hasTooMany(html)) return undefined;
  try {
    const { document } = parseHTML(html);
    const article = new Readability(document, { charThreshold: 200, maxElemsToParse: MAX_ELEMENTS }).parse();
    if (!article?.content) return undefined;
    const text = paragraphs(
      parseHTML(`<!doctype html><html><body>${article.content}</body></html>`).document.body,
    );
    return text.length < 140
      ? undefined
      : { text, excerpt: article.excerpt ? clean(article.excerpt).slice(0, 500) : undefined };
  } catch {
    // Readability gives up on some trees; the plain reading of the page stands in.
    return undefined;
  }
}

type TextNode = {
  nodeType: number;
  nodeName: string;
  textContent: string | null;
  childNodes: Iterable<TextNode>;
};

/** The text of a small, cleaned tree with its paragraphs kept apart. */
function paragraphs(root: TextNode): string {
  const parts: string[] = [];
  const visit = (node: TextNode) => {
    if (node.nodeType === 3) parts.push((node.textContent ?? '').replace(/\s+/g, ' '));
    if (node.nodeType !== 1) return;
    const isBlock = BLOCKS.has(node.nodeName.toUpperCase());
    if (isBlock) parts.push('\n\n');
    for (const child of node.childNodes) visit(child);
    if (isBlock) parts.push('\n\n');
  };
  visit(root);
  return parts
    .join('')
    .replace(/ *\n */g, '\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
}

/** An upper bound on how deep tags are nested, by counting alone: a tree that deep would break what recurses. */
function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, closing, name] of html.matchAll(
    /<(\/?)(div|span|table|tr|td|ul|ol|li|section|article|b|i|font|blockquote|em|strong|a|p)\b/gi,
  )) {
    depth = closing ? Math.max(0, depth - 1) : depth + (/^(?:p|li)$/i.test(name ?? '') ? 0 : 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** By counting alone, before a tree is built: of so many elements it would take seconds and all of the memory. */
function hasTooMany(html: string): boolean {
  let count = 0;
  for (const _tag of html.matchAll(/<[a-z]/gi)) {
    count += 1;
    if (count > MAX_ELEMENTS) return true;
  }
  return false;
}
