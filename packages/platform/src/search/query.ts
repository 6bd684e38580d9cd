import { stem } from './stem.ts';
import { quote, stopWords, wordsOf } from './words.ts';

/** What a person asked for. Every group of `all` must be there; none of `none` may. */
export type Query = {
  all: Wanted[];
  none: string[][];
};

export type Wanted =
  /** `prefix` is set on the last word while it is being typed. */
  { kind: 'word'; word: string; prefix: boolean } | { kind: 'phrase'; words: string[] };

const wordsMax = 32;
const part = /(?<![\p{L}\p{N}])(-?)(?:"([^"]*)"?|([^\s"]+))/gu;

/** Reads words, "phrases" and -excluded words or phrases. Anything can be typed; nothing is an error. */
export const parseQuery = (q: string): Query => {
  const query: Query = { all: [], none: [] };
  let left = wordsMax;
  for (const [, minus, phrase, single] of q.matchAll(part)) {
    const words = wordsOf(phrase ?? single ?? '')
      .map(({ text }) => text)
      .slice(0, left);
    if (words.length === 0) continue;
    left -= words.length;
    if (minus === '-') query.none.push(words);
    else if (phrase !== undefined && words.length > 1) query.all.push({ kind: 'phrase', words });
    else for (const word of words) query.all.push({ kind: 'word', word, prefix: false });
  }
  const last = query.all.at(-1);
  const typing = /[\p{L}\p{N}]$/u.test(q) && last?.kind === 'word' && last.word.length >= 2;
  if (typing) last.prefix = true;
  return withoutStopWords(query);
};

/** Words such as "the" are left out if others are asked for; a last one stays, it may be the beginning of a word. */
const withoutStopWords = (query: Query): Query => {
  const all = query.all.filter((one) => one.kind === 'phrase' || one.prefix || !stopWords.has(one.word));
  return all.length > 0 ? { ...query, all } : query;
};

/** A phrase for PostgreSQL: its words at their distances, leaving out those that are not indexed. */
export const phraseQuery = (words: readonly string[], space: string): string => {
  const kept = words.flatMap((word, index) => (stopWords.has(word) ? [] : [{ word, index }]));
  if (kept.length === 0) return `(${words.map((word) => quote(space + stem(word))).join(' & ')})`;
  const text = kept.map(({ word, index }, n) => {
    const before = kept[n - 1];
    return `${before ? ` <${index - before.index}> ` : ''}${quote(space + stem(word))}`;
  });
  return `(${text.join('')})`;
};

/** tsquery texts, within the lexemes of one reader. */
export const anyOf = (lexemes: readonly string[], space: string): string =>
  `(${lexemes.map((lexeme) => quote(space + lexeme)).join(' | ')})`;
export const prefixOf = (word: string, space: string): string => `${quote(space + word)}:*`;

/** Damerau's distance (optimal string alignment): insert, delete, replace, swap two neighbours. */
export const editDistance = (a: string, b: string): number => {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
};

/** How many edits a word may be away: one from four letters, two from eight. */
export const editsAllowed = (word: string): number => {
  if (/\d/.test(word)) return 0;
  return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
};
