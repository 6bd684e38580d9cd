import { stem } from './stem.ts';
import { type Word, wordsOf } from './words.ts';

/** Which words are marked: those with one of these stems, or that begin so. */
export type Marks = {
  stems: ReadonlySet<string>;
  prefixes: readonly string[];
  /** How many different things were asked for. */
  wanted: number;
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

const chunkCharacters = 1_500;

/** Reads on until a stretch has shown all that was asked for: most pages say it early. */
const hitsOf = (text: string, marks: Marks): Word[] => {
  const hits: Word[] = [];
  for (let from = 0; from < text.length; ) {
    const to = wordEnd(text, Math.min(text.length, from + chunkCharacters));
    for (const { text: word, start, end } of wordsOf(text.slice(from, to)))
      if (isMarked(word, marks)) hits.push({ text: word, start: start + from, end: end + from });
    if (new Set(hits.map((hit) => hit.text)).size >= marks.wanted) break;
    from = Math.max(to, from + 1);
  }
  return hits;
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
