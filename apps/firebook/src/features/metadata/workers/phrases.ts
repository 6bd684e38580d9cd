import keywordExtractor from 'keyword-extractor';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { detect } from './language.ts';

/** A word or phrase of a text with how much it weighs in it, 0–1. */
export type Candidate = { text: string; weight: number; kind: 'phrase' | 'word' };

const MAX_CHARS = 20_000;
const EXTRACTOR_LANGUAGES: Record<string, string> = {
  en: 'english',
  es: 'spanish',
  pl: 'polish',
  de: 'german',
  fr: 'french',
  it: 'italian',
  nl: 'dutch',
  ro: 'romanian',
  ru: 'russian',
  pt: 'portuguese',
  sv: 'swedish',
  ar: 'arabic',
  fa: 'persian',
};

const withoutAddresses = (text: string): string => text.replace(/\b(?:[a-z]+:\/\/|www\.)\S+/gi, ' ');

let english: ReturnType<typeof winkNLP> | undefined;

/** Candidates of a text, heaviest first: noun phrases in English, single words in every language. */
export function candidates(named: string, text: string, claimed: string | undefined): Candidate[] {
  const [title, body] = [withoutAddresses(named), withoutAddresses(text.slice(0, MAX_CHARS))];
  // A page may say German over English, and every English "and" would be a word that stands out.
  const language = detect(body) ?? claimed;
  const words = commonWords(title, body, language);
  const phrases = language === undefined || language === 'en' ? nounPhrases(title, body) : [];
  return [...phrases, ...words].sort((a, b) => b.weight - a.weight);
}

/** Runs of adjectives and nouns that end in a noun, weighed by how often and how early they come. */
function nounPhrases(title: string, text: string): Candidate[] {
  english ??= winkNLP(model, ['sbd', 'pos']);
  const its = english.its;
  const counts = new Map<string, { count: number; first: number; inTitle: boolean }>();
  let position = 0;
  const read = (part: string, inTitle: boolean) => {
    const document = english?.readDoc(part);
    const values = document?.tokens().out() ?? [];
    const tags = document?.tokens().out(its.pos) ?? [];
    let run: { text: string; tag: string }[] = [];
    const close = () => {
      while (run.length > 0 && run.at(-1)?.tag === 'ADJ') run = run.slice(0, -1);
      const phrase = run
        .slice(-3)
        .map((token) => token.text.toLowerCase())
        .join(' ');
      if (run.length > 0 && isUseful(phrase)) {
        const known = counts.get(phrase) ?? { count: 0, first: position, inTitle: false };
        counts.set(phrase, { count: known.count + 1, first: known.first, inTitle: known.inTitle || inTitle });
      }
      run = [];
    };
    for (const [index, value] of values.entries()) {
      const tag = String(tags[index] ?? '');
      position += 1;
      if (/^(?:NOUN|PROPN|ADJ)$/.test(tag) && /^[\p{L}\p{N}][\p{L}\p{N}.+#'’-]*$/u.test(value))
        run.push({ text: value, tag });
      else close();
    }
    close();
  };
  read(title, true);
  read(text, false);
  return [...counts].flatMap(([phrase, { count, first, inTitle }]) => {
    const length = phrase.split(' ').length;
    if (!inTitle && (count < 2 || (length === 1 && count < 3))) return [];
    const early = 1 / (1 + first / 200);
    const weight =
      (1 - Math.exp(-count / 4)) * 0.6 + early * 0.15 + (inTitle ? 0.2 : 0) + (length === 2 ? 0.05 : 0);
    return [{ text: phrase, weight: Math.min(1, weight), kind: 'phrase' as const }];
  });
}

function commonWords(title: string, text: string, language: string | undefined): Candidate[] {
  const inTitle = new Set(wordsOf(title, language));
  const counts = new Map<string, number>();
  for (const word of wordsOf(`${title}\n${text}`, language)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.max(2, ...counts.values());
  return [...counts].flatMap(([word, count]) => {
    if (count < 2 && !inTitle.has(word)) return [];
    const weight = (Math.log1p(count) / Math.log1p(most)) * 0.6 + (inTitle.has(word) ? 0.25 : 0);
    return [{ text: word, weight, kind: 'word' as const }];
  });
}

function wordsOf(text: string, language: string | undefined): string[] {
  const supported = EXTRACTOR_LANGUAGES[language ?? 'en'];
  if (supported === undefined) return segments(text, language);
  const options = {
    language: supported,
    remove_digits: true,
    return_changed_case: true,
    remove_duplicates: false,
  };
  return extract(text, options)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#]+$/gu, '').replace(/['’]s$/, ''))
    .filter(isUseful);
}

type ExtractOptions = NonNullable<Parameters<typeof keywordExtractor.extract>[1]>;

function extract(text: string, options: { language: string } & Omit<ExtractOptions, 'language'>): string[] {
  const isKnown = (language: string): language is NonNullable<ExtractOptions['language']> =>
    language in KNOWN;
  const { language, ...rest } = options;
  return isKnown(language) ? keywordExtractor.extract(text, { ...rest, language }) : [];
}

const KNOWN: Record<string, true> = Object.fromEntries(
  Object.values(EXTRACTOR_LANGUAGES).map((language) => [language, true]),
);

/** Languages without spaces: content words are runs of Han, katakana or hangul; particles are hiragana. */
function segments(text: string, language: string | undefined): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const isContent =
      /^[\p{Script=Han}ー\p{Script=Katakana}]{2,}$/u.test(segment) ||
      (/^\p{L}{3,}$/u.test(segment) && !/\p{Script=Hiragana}/u.test(segment));
    if (isWordLike && isContent) found.push(segment.toLowerCase());
  }
  return found;
}

function isUseful(phrase: string): boolean {
  return (
    !ENGLISH_STOP_WORDS.has(phrase) &&
    phrase.length >= 2 &&
    phrase.length <= 40 &&
    /\p{L}/u.test(phrase) &&
    (phrase.length > 2 ||
      /[^\p{ASCII}]|[+#]/u.test(phrase) ||
      /^(?:ai|go|js|ml|ui|ux|tv|uk|us|eu|3d|vr|c#)$/.test(phrase)) &&
    !DULL.has(phrase)
  );
}

/** Stands between the words of pages in any language. */
const ENGLISH_STOP_WORDS = new Set(keywordExtractor.getStopwords({ language: 'english' }));

const DULL = new Set(
  `thing things way ways time times year years day days people lot part use new one two three other many more most
  example home page site website web article post blog news story read share click cookie cookies privacy policy terms
  menu search login sign subscribe newsletter comment comments copyright rights reserved contact today week month
  first last good great best better number kind end man men woman work world case point fact question problem place
  something anything everything someone everyone author date minute minutes hour hours http https www com`.split(
    /\s+/,
  ),
);
