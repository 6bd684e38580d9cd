/** The form in which two spellings of a term are one: composed, single spaces. Case counts: "Weg" is not "weg". */
export const termKeyOf = (term: string): string => term.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();

/** Lower case without accents, as `q` is compared. */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** What the list's search looks into. */
export const foldWord = (word: {
  term: string;
  translations: readonly string[];
  tags: readonly string[];
}): string => foldText([word.term, ...word.translations, ...word.tags].join('\n'));
