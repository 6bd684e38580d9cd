import { iso6393 } from 'iso-639-3';
import { fold } from './rules.ts';

const names = new Map(
  iso6393.map(({ iso6393: code, name }) => [code, name.replace(/ \((macrolanguage)\)$/, '')]),
);

/** Languages of most English learners in US schools (NCES, table 204.27), offered before anything is typed. */
const common = [
  ...[
    'spa',
    'ara',
    'eng',
    'zho',
    'vie',
    'por',
    'rus',
    'hat',
    'hmn',
    'som',
    'urd',
    'kor',
    'tgl',
    'fas',
    'swa',
  ],
  ...['ukr', 'pus', 'fra', 'mam', 'quc', 'nep', 'mya', 'amh', 'tam', 'ben', 'pan'],
];

export const isLanguage = (code: string): boolean => names.has(code);

/** The English name of an ISO 639-3 code; the code itself where there is none. */
export const languageName = (code: string): string => names.get(code) ?? code;

/** Languages whose code is what was typed, or whose name has a word that begins so; the common ones for nothing typed. */
export const findLanguages = (typed: string, limit: number): { code: string; name: string }[] => {
  const q = fold(typed);
  if (!typed.trim()) return common.slice(0, limit).map((code) => ({ code, name: languageName(code) }));
  const ranked: { code: string; name: string; rank: number }[] = [];
  for (const [code, name] of names) {
    const folded = fold(name);
    const rank =
      code === q || folded === q ? 0 : folded.startsWith(q) ? 2 : ` ${folded}`.includes(` ${q}`) ? 3 : 9;
    if (rank < 9) ranked.push({ code, name, rank: common.includes(code) ? Math.min(rank, 1) : rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'en'));
  return ranked.slice(0, limit).map(({ code, name }) => ({ code, name }));
};
