import type { ComboboxOption } from '@portfolio/ui/combobox';

/** Languages that people learn most, first in the picker; any other tag is kept and shown as well. */
const common = [
  ...([
    'ar',
    'bg',
    'ca',
    'cs',
    'cy',
    'da',
    'de',
    'el',
    'en',
    'eo',
    'es',
    'et',
    'eu',
    'fa',
    'fi',
    'fr',
  ] as const),
  ...([
    'ga',
    'gl',
    'he',
    'hi',
    'hr',
    'hu',
    'hy',
    'id',
    'is',
    'it',
    'ja',
    'ka',
    'ko',
    'la',
    'lt',
    'lv',
  ] as const),
  ...([
    'mk',
    'mn',
    'ms',
    'nb',
    'nl',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'sq',
    'sr',
    'sv',
    'sw',
    'ta',
  ] as const),
  ...(['te', 'th', 'tl', 'tr', 'uk', 'ur', 'vi', 'yue', 'zh'] as const),
] as const;

/** The language's name in the reader's language; the tag itself where nobody knows one. */
export const languageName = (tag: string, locale: string): string => {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};

export const languageOption = (tag: string, locale: string): ComboboxOption => ({
  value: tag,
  label: languageName(tag, locale),
});

export const languageOptions = (locale: string): ComboboxOption[] =>
  common.map((tag) => languageOption(tag, locale)).sort((a, b) => a.label.localeCompare(b.label, locale));
