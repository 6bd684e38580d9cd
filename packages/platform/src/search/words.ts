import { createHash } from 'node:crypto';
import { stem } from './stem.ts';

/** A word of a text: as it is compared, and where it stands (UTF-16 offsets). */
export type Word = { text: string; start: number; end: number };

const wordLengthMax = 64;
const wordPattern = /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*/gu;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII needs no normalisation
const ascii = /^[\x00-\x7f]*$/;
const asciiPattern = /[a-z0-9]+(?:'[a-z]+)*/gi;

const plain = (text: string): string => {
  if (ascii.test(text)) return text.toLowerCase().replaceAll("'", '');
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
};

/** Scripts without spaces are cut into pairs of characters, which any word of two or more is found by. */
const pairs = (text: string, offset: number): Word[] => {
  const characters = [...text];
  const words: Word[] = [];
  let start = offset;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1] ?? '';
    if (next !== '' || characters.length === 1)
      words.push({ text: plain(character + next), start, end: start + character.length + next.length });
    start += character.length;
  }
  return words;
};

/** The words of a text, in order: without accents, in lower case, at most 64 characters each. */
export const wordsOf = (text: string): Word[] => {
  const words: Word[] = [];
  if (ascii.test(text)) {
    for (const match of text.matchAll(asciiPattern)) {
      const word = match[0].toLowerCase().replaceAll("'", '').slice(0, wordLengthMax);
      words.push({ text: word, start: match.index, end: match.index + match[0].length });
    }
    return words;
  }
  const push = (raw: string, start: number): void => {
    const word = plain(raw).slice(0, wordLengthMax);
    if (word !== '') words.push({ text: word, start, end: start + raw.length });
  };
  for (const match of text.matchAll(wordPattern)) {
    const [raw] = match;
    let from = 0;
    if (/[^\p{Script=Latin}\p{N}]/u.test(raw))
      for (const run of raw.matchAll(unspaced)) {
        if (run.index > from) push(raw.slice(from, run.index), match.index + from);
        words.push(...pairs(run[0], match.index + run.index));
        from = run.index + run[0].length;
      }
    if (from < raw.length) push(raw.slice(from), match.index + from);
  }
  return words;
};

/** Words that say nothing by themselves; of a body they are not indexed, of a title they are. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about after all also an and any are as at be because been before being between both but by can could did do does
  for from further had has have he her here him his how i if in into is it its just me more most my no nor not of off on
  once only or other our out over own same she should so some such than that the their them then there these they this
  those through to too under until up very was we were what when where which while who whom why will with would you your`
    .split(/\s+/)
    .filter(Boolean),
);

/** A 32-bit name for a stem (FNV-1a). Two stems that share one share their weight, which ranking can bear. */
export const stemHash = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
};

const bodyWordsMax = 10_000;
const titleFactor = 3;
const frequentFrom = 3;

export type Indexed = {
  /** PostgreSQL's text form of a tsvector. */
  terms: string;
  stems: number[];
  frequencies: number[];
  length: number;
  vocabulary: string[];
};

/**
 * What each lexeme of a reader begins with, so that the lists of one reader hold nothing of another's. Five letters:
 * two readers may share them, and the readers of what was found are compared as well.
 */
export const spaceOf = (reader: string): string => {
  const known = spaces.get(reader);
  if (known !== undefined) return known;
  const space = createHash('sha1').update(reader).digest('base64url').slice(0, spaceLength);
  if (spaces.size > 10_000) spaces.clear();
  spaces.set(reader, space);
  return space;
};
const spaces = new Map<string, string>();
export const spaceLength = 5;

/** The lexeme that every document of a reader holds, whatever its words. */
export const anyLexeme = '*';

/** In the order in which they came documents fall into segments; each holds the lexeme of its own. */
export const segmentSize = 1_024;
export const segmentMark = '#';
export const segmentOf = (seq: number): string => `${segmentMark}${Math.floor(seq / segmentSize)}`;

export const quote = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, '$&$&')}'`;

/** What a document is found by. */
export const indexed = (title: string, body: string, readers: readonly string[]): Indexed => {
  const places = new Map<string, number[]>();
  const frequencies = new Map<string, number>();
  const vocabulary = new Set<string>();
  const flags = new Set<string>();
  const add = (lexeme: string, place: number): void => {
    const list = places.get(lexeme);
    if (!list) places.set(lexeme, [place]);
    else if (list.length < 200 && list.at(-1) !== place) list.push(place);
  };
  let place = 0;
  const take = (word: string, factor: number): void => {
    place += 1;
    const base = stem(word);
    add(base, place);
    if (base !== word) add(word, place);
    vocabulary.add(word).add(base);
    frequencies.set(base, (frequencies.get(base) ?? 0) + factor);
    if (factor === titleFactor) flags.add(`^${base}`);
  };
  for (const { text } of wordsOf(title).slice(0, 200)) take(text, titleFactor);
  place += 1;
  for (const { text } of wordsOf(body).slice(0, bodyWordsMax))
    if (stopWords.has(text)) place += 1;
    else take(text, 1);
  for (const [base, frequency] of frequencies) if (frequency >= frequentFrom) flags.add(`+${base}`);
  const lexemes = [...places].map(([lexeme, list]) => [lexeme, `:${list.join(',')}`] as const);
  const marked = [...lexemes, ...[...flags].map((flag) => [flag, ''] as const)];
  const spaced = readers
    .map(spaceOf)
    .flatMap((space) => [
      quote(space + anyLexeme),
      ...marked.map(([lexeme, at]) => quote(space + lexeme) + at),
    ]);
  return {
    terms: spaced.join(' '),
    stems: [...frequencies.keys()].map(stemHash),
    frequencies: [...frequencies.values()].map((frequency) => Math.min(30_000, frequency * 4)),
    length: place,
    vocabulary: [...vocabulary],
  };
};
