const consonant = '(?:[^aeiouy]|(?<=[aeiou]|^)y)';
const vowel = '(?:[aeiou]|(?<=[^aeiou])y)';
const hasVowel = new RegExp(vowel);
const measurePattern = new RegExp(`${vowel}+${consonant}+`, 'g');

/** How many times a vowel sequence is followed by a consonant sequence: Porter's m. */
const measure = (text: string): number => text.match(measurePattern)?.length ?? 0;

const endsDouble = /([^aeiouylsz])\1$/;
const shortEnd = new RegExp(`${consonant}${vowel}[^aeiouwxy]$`);

/** Replaces the first ending that fits if what stands before it has a measure above `least`. */
const swap = (word: string, endings: readonly (readonly [string, string])[], least: number): string => {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const base = word.slice(0, word.length - found[0].length);
  return measure(base) > least ? base + found[1] : word;
};

const plural = (word: string): string => {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
};

const past = (word: string): string => {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = word.endsWith('ing') ? 3 : word.endsWith('ed') ? 2 : 0;
  const base = ending > 0 ? word.slice(0, -ending) : word;
  if (base === word || !hasVowel.test(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (endsDouble.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && shortEnd.test(base) ? `${base}e` : base;
};

const step2 = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
] as const;

const step3 = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
] as const;

const step4 = ['al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent']
  .concat(['ou', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize'])
  .map((ending) => [ending, ''] as const);

const bare = (word: string): string => {
  if (!/[st]ion$/.test(word)) return swap(word, step4, 1);
  const base = word.slice(0, -3);
  return measure(base) > 1 ? base : word;
};

const tidy = (word: string): string => {
  const base = word.endsWith('e') ? word.slice(0, -1) : word;
  const m = measure(base);
  const cut = base !== word && (m > 1 || (m === 1 && !shortEnd.test(base))) ? base : word;
  return cut.endsWith('ll') && measure(cut) > 1 ? cut.slice(0, -1) : cut;
};

const known = new Map<string, string>();
const knownMax = 50_000;

/** The stem of an English word (Porter, 1980, "An algorithm for suffix stripping"). Other words come back as they are. */
export const stem = (word: string): string => {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  const cached = known.get(word);
  if (cached !== undefined) return cached;
  const inflected = past(plural(word));
  const ended = inflected.endsWith('y') && hasVowel.test(inflected.slice(0, -1));
  const base = ended ? `${inflected.slice(0, -1)}i` : inflected;
  const result = tidy(bare(swap(swap(base, step2, 0), step3, 0)));
  if (known.size >= knownMax) known.clear();
  known.set(word, result);
  return result;
};
