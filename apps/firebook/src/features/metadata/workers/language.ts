import { franc } from 'franc-min';

const MIN_CHARS = 120;

const SCRIPTS: [RegExp, string][] = [
  [/[\u3040-\u30ff]/g, 'ja'],
  [/[\uac00-\ud7a3]/g, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Georgian}/gu, 'ka'],
];

const NOT_LATIN = new Set(
  'ar fa ur he ja ko zh th ru uk bg sr mk el hi bn ta te ml kn gu pa mr ne ka hy am my km'.split(' '),
);

/**
 * The language of a page in BCP 47's shortest form (`en`, `ja`): as declared, unless its text is plainly
 * another one. Templates that say `en` over Japanese are common.
 */
export function pageLanguage(declared: (string | undefined)[], sample: string): string | undefined {
  const stated = declared.map(shortTag).find((tag) => tag !== undefined);
  const byScript = scriptLanguage(sample);
  if (byScript && (stated === undefined || !NOT_LATIN.has(stated))) return byScript;
  if (stated === undefined) return detect(sample);
  if (!NOT_LATIN.has(stated) && stated !== 'en') return stated;
  // A template's `en`, or a script that the text is not written in, is believed only if the text agrees.
  const latin = share(sample, /\p{Script=Latin}/gu);
  const contradicts = NOT_LATIN.has(stated) ? latin > 0.9 : latin < 0.3;
  return contradicts ? (detect(sample) ?? stated) : stated;
}

/** `en-US`, `eng`, `EN_us` → `en`. */
export function shortTag(raw: string | undefined): string | undefined {
  const tag = (raw ?? '').split(',')[0]?.trim().replace(/_/g, '-') ?? '';
  if (!/^[a-z]{2,3}(?:-[\w-]+)?$/i.test(tag)) return undefined;
  try {
    const { language } = new Intl.Locale(tag).minimize();
    return language === 'und' || language === 'mul' || language === 'zxx' ? undefined : language;
  } catch {
    return undefined;
  }
}

/** By letter statistics; undefined for little text. */
export function detect(sample: string): string | undefined {
  const byScript = scriptLanguage(sample);
  if (byScript) return byScript;
  if (sample.length < MIN_CHARS) return undefined;
  const found = franc(sample.slice(0, 4_000));
  return found === 'und' ? undefined : shortTag(found);
}

function scriptLanguage(sample: string): string | undefined {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 20) return undefined;
  return SCRIPTS.find(
    ([script, tag]) => (sample.match(script)?.length ?? 0) / letters > (tag === 'ja' ? 0.15 : 0.4),
  )?.[1];
}

function share(sample: string, script: RegExp): number {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  // Too little text contradicts nothing.
  return letters < 40 ? 0.5 : (sample.match(script)?.length ?? 0) / letters;
}
