import type { elStatuses, episodeStatuses, federalRaces, raceCodes } from '@portfolio/db/students-values';

type Name = { givenName: string; middleName?: string | null; familyName: string; suffix?: string | null };
type Race = (typeof raceCodes)[number];
export type ElStatus = (typeof elStatuses)[number];
export type Span = { status: (typeof episodeStatuses)[number]; fromOn: string; toOn: string | null };

/** Given, middle and family name and suffix, as they are written; two family names stay two. */
export const fullNameOf = ({ givenName, middleName, familyName, suffix }: Name): string =>
  [givenName, middleName, familyName, suffix]
    .flatMap((part) => part?.split(/\s+/) ?? [])
    .filter(Boolean)
    .join(' ');

/** Letters that no normalisation takes apart, as people without them on the keyboard type them. */
const plainLetters: Record<string, string> = {
  ...{ ß: 'ss', đ: 'd', ð: 'd', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', þ: 'th', ħ: 'h', ı: 'i' },
};

/** Lower case without marks, words parted by single spaces; what has no letters at all is kept as it is. */
export const fold = (text: string): string => {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʻʼ]/gu, '')
    .toLowerCase()
    .replaceAll(/[ßđðøłæœþħı]/g, (letter) => plainLetters[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded || text.trim().toLowerCase();
};

/** The order of lists: family, given, middle name. */
export const nameKeyOf = ({ familyName, givenName, middleName }: Name): string =>
  [familyName, givenName, middleName ?? ''].map(fold).join('\u0001').slice(0, 600);

/** The words by which a student is found: of the names, and the identifiers. */
export const wordsOf = (name: Name, identifiers: readonly (string | null | undefined)[]): string[] => [
  ...new Set([
    ...fold(fullNameOf(name)).split(' '),
    ...identifiers.flatMap((one) => (one ? [fold(one).replaceAll(' ', '')] : [])),
  ]),
];

/**
 * The federal roll-up of race and ethnicity (US Department of Education, 72 FR 59266): Hispanic whatever else, two or
 * more, one, none reported.
 */
export const federalRaceOf = (
  races: readonly Race[],
  hispanic: boolean | null | undefined,
): (typeof federalRaces)[number] => {
  if (hispanic) return 'HI7';
  const distinct = [...new Set(races)];
  return distinct.length > 1 ? 'MU7' : (distinct[0] ?? 'MISSING');
};

/** Whole years from one day to another; someone born on 29 February has the birthday on 1 March in other years. */
export const yearsBetween = (from: string, to: string): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

const monitored = ['monitored_1', 'monitored_2', 'monitored_3', 'monitored_4'] as const;

/** The EL status on a day: what its episode says, and after an exit four years of monitoring by anniversary. */
export const elStatusOn = (spans: readonly Span[], day: string): ElStatus => {
  const current = spans.find(({ fromOn, toOn }) => fromOn <= day && (toOn === null || day < toOn));
  if (!current) return 'not_el';
  if (current.status !== 'exited') return current.status;
  return monitored[yearsBetween(current.fromOn, day)] ?? 'former';
};

/** Two spans share a day. `toOn` is the first day that is no longer in it; null lasts for ever. */
export const overlap = (a: Omit<Span, 'status'>, b: Omit<Span, 'status'>): boolean =>
  (b.toOn === null || a.fromOn < b.toOn) && (a.toOn === null || b.fromOn < a.toOn);

/**
 * Where a new episode falls among those that stand: the one that lasts and began earlier ends on its first day. Null
 * where it would still share a day with another.
 */
export const placeEpisode = <S extends Omit<Span, 'status'>>(
  standing: readonly S[],
  added: Omit<Span, 'status'>,
): { ends: S | null } | null => {
  if (added.toOn !== null && added.toOn <= added.fromOn) return null;
  const ends = standing.find(({ fromOn, toOn }) => toOn === null && fromOn < added.fromOn) ?? null;
  return standing.some((one) => one !== ends && overlap(one, added)) ? null : { ends };
};

/** What is unusual about a student and yet may be right: shown, never refused. */
export const warningsOf = (dateOfBirth: string, day: string): { field: string; message: string }[] => {
  const age = yearsBetween(dateOfBirth, day);
  return age >= 3 && age <= 21
    ? []
    : [{ field: 'dateOfBirth', message: `Aged ${age}: students are usually 3 to 21 years old.` }];
};

export const today = (): string => new Date().toISOString().slice(0, 10);
