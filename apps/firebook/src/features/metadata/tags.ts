import { getDomainWithoutSuffix } from 'tldts';
import type { OwnTag, TagInput, TagSuggestion } from './page.ts';

/** A word or phrase of the text with its weight, 0–1. */
export type TagCandidate = { text: string; weight: number; kind: 'phrase' | 'word' };

const MAX_TAGS = 5;
const MIN_SCORE = 0.3;
// Hosts whose name says what a page is, whoever wrote it.
const TELLING_SITES = new Set(
  'github gitlab youtube vimeo wikipedia stackoverflow reddit arxiv spotify soundcloud figma npmjs pypi kaggle ycombinator goodreads imdb steampowered'.split(
    ' ',
  ),
);

/**
 * At most five tags, heaviest first, each with why. Tags that the person has come before new ones, and a new
 * one that means the same as one of theirs becomes theirs.
 * @param candidates words and phrases of the page, from the worker
 */
export function suggestTags(input: TagInput, candidates: TagCandidate[]): TagSuggestion[] {
  const removed = new Set((input.removed ?? []).map(tagKey));
  const own = new Map(input.ownTags.flatMap((tag) => keysOf(tag.tag).map((key) => [key, tag] as const)));
  const scored = new Map<string, TagSuggestion>();
  const offer = (suggestion: TagSuggestion) => {
    const key = tagKey(suggestion.tag);
    const known = scored.get(key);
    if (key !== '' && !removed.has(key) && (known?.score ?? 0) < suggestion.score)
      scored.set(key, suggestion);
  };
  for (const suggestion of ownTagsIn(input)) offer(suggestion);
  for (const { text, weight, kind } of candidates) {
    const same = own.get(tagKey(text)) ?? nearest(text, input.ownTags);
    if (same) offer({ tag: same.tag, score: Math.min(1, weight + 0.3), why: 'yours', exists: true });
    else offer({ tag: text, score: weight * (kind === 'phrase' ? 1 : 0.9), why: kind, exists: false });
  }
  const site = siteTag(input);
  if (site)
    offer({
      tag: own.get(tagKey(site))?.tag ?? site,
      score: own.has(tagKey(site)) ? 0.6 : 0.4,
      why: 'site',
      exists: own.has(tagKey(site)),
    });
  return withoutParts([...scored.values()].filter(({ score }) => score >= MIN_SCORE));
}

/** The person's own tags that stand in the title or the text; a nested one by its last part too. */
function ownTagsIn({ title, description = '', text, ownTags }: TagInput): TagSuggestion[] {
  const head = ` ${wordKeys(`${title} ${description}`)} `;
  const body = ` ${wordKeys(text.slice(0, 20_000))} `;
  return ownTags.flatMap(({ tag, count }) => {
    const found = keysOf(tag).map((key) => ({
      inHead: head.includes(` ${key} `),
      times: body.split(` ${key} `).length - 1,
    }));
    const inHead = found.some((entry) => entry.inHead);
    const times = Math.max(0, ...found.map((entry) => entry.times));
    if (!inHead && times < 2) return [];
    const score =
      0.45 + (inHead ? 0.3 : 0) + Math.min(0.15, times * 0.03) + Math.min(0.1, Math.log10(count + 1) * 0.05);
    return [{ tag, score: Math.min(1, score), why: 'yours' as const, exists: true }];
  });
}

/** A tag of theirs that is another spelling: one letter off in a long word. */
function nearest(text: string, ownTags: OwnTag[]): OwnTag | undefined {
  const key = tagKey(text).replace(/ /g, '');
  if (key.length < 6) return undefined;
  return ownTags.find(({ tag }) => keysOf(tag).some((own) => isOneOff(own.replace(/ /g, ''), key)));
}

function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** Of "neural network" and "network" one is enough: the heavier, unless the shorter is the person's own. */
function withoutParts(suggestions: TagSuggestion[]): TagSuggestion[] {
  const sorted = suggestions.sort((a, b) => Number(b.exists) - Number(a.exists) || b.score - a.score);
  const kept: TagSuggestion[] = [];
  for (const suggestion of sorted) {
    const key = ` ${tagKey(suggestion.tag)} `;
    const overlaps = kept.some(
      ({ tag }) => ` ${tagKey(tag)} `.includes(key) || key.includes(` ${tagKey(tag)} `),
    );
    if (suggestion.exists || !overlaps) kept.push(suggestion);
    if (kept.length === MAX_TAGS) break;
  }
  return kept.map((suggestion) => ({ ...suggestion, score: Math.round(suggestion.score * 1_000) / 1_000 }));
}

function siteTag({ url }: TagInput): string | undefined {
  const name = getDomainWithoutSuffix(url) ?? undefined;
  return name !== undefined && TELLING_SITES.has(name) ? name : undefined;
}

function keysOf(tag: string): string[] {
  const leaf = tag.split('/').at(-1) ?? tag;
  return [...new Set([tagKey(tag), tagKey(leaf)])].filter((key) => key !== '');
}

function wordKeys(text: string): string {
  return tagKey(text);
}

/** What makes two tags the same: case, accents, hyphens and the plural do not. */
export function tagKey(tag: string): string {
  const folded = tag
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}+#]+/gu, ' ')
    .trim();
  return folded.split(' ').map(singular).join(' ');
}

function singular(word: string): string {
  if (!/^[a-z]{4,}$/.test(word) || /(?:ss|us|is|news|series)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
