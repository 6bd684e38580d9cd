import { stem } from './stem.ts';
import { type Word, wordsOf } from './words.ts';

/** Which words are marked: those with one of these stems, or that begin so. */
export type Marks = {
  stems: ReadonlySet<string>;
  prefixes: readonly string[];
};

const snippetCharacters = 220;
const scannedCharacters = 20_000;

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that may stand in HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

const isMarked = (word: string, { stems, prefixes }: Marks): boolean =>
  stems.has(stem(word)) || stems.has(word) || prefixes.some((prefix) => word.startsWith(prefix));

/** The stretch of the body with the most different hits, hits in `<mark>`, everything else escaped. */
export const snippet = (body: string, marks: Marks): string => {
  const text = body.slice(0, scannedCharacters);
  const hits = hitsOf(text, marks);
  const first = bestStart(hits);
  const from = wordStart(text, Math.max(0, first - 60));
  const to = wordEnd(text, Math.min(text.length, from + snippetCharacters));
  let html = from > 0 ? '… ' : '';
  let at = from;
  for (const { start, end } of hits.filter((hit) => hit.start >= from && hit.end <= to)) {
    if (start < at) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return `${html}${escapeHtml(text.slice(at, to))}${to < body.length ? ' …' : ''}`
    .replace(/\s+/g, ' ')
    .trim();
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: only plain text may be searched as it is
const ascii = /^[\x00-\x7f]*$/;

/** What any marked word begins with: a stem may have changed its last letter (happy, happi). */
const beginningsOf = ({ stems, prefixes }: Marks): RegExp | null => {
  const all = [...stems]
    .map((text) => (text.length > 3 ? text.slice(0, -1) : text.slice(0, 2)))
    .concat(prefixes);
  if (all.length === 0 || !all.every((text) => /^[a-z0-9]+$/.test(text))) return null;
  return new RegExp(`(?<![a-z0-9'])(?:${all.join('|')})[a-z0-9']*`, 'gi');
};

/** The marked words of a text. Plain text is searched for their beginnings; other text is cut into words first. */
const hitsOf = (text: string, marks: Marks): Word[] => {
  const beginnings = ascii.test(text) ? beginningsOf(marks) : null;
  const words = beginnings
    ? [...text.matchAll(beginnings)].flatMap(({ 0: raw, index }) =>
        wordsOf(raw).map((word) => ({ ...word, start: word.start + index, end: word.end + index })),
      )
    : wordsOf(text);
  return words.filter((word) => isMarked(word.text, marks));
};

const bestStart = (hits: readonly Word[]): number => {
  let best = { start: hits[0]?.start ?? 0, different: 0 };
  for (const [index, hit] of hits.entries()) {
    const near = hits.slice(index, index + 20).filter(({ end }) => end <= hit.start + snippetCharacters - 60);
    const different = new Set(near.map(({ text }) => text)).size;
    if (different > best.different) best = { start: hit.start, different };
  }
  return best.start;
};

const wordStart = (text: string, at: number): number => {
  if (at === 0) return 0;
  const space = text.slice(at, at + 40).search(/\s/);
  return space === -1 ? whole(text, at) : at + space + 1;
};

const wordEnd = (text: string, at: number): number => {
  if (at >= text.length) return text.length;
  const space = text.slice(at - 40, at).search(/\s\S*$/);
  return space === -1 ? whole(text, at) : at - 40 + space;
};

/** Never between the two halves of a surrogate pair. */
const whole = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at);
