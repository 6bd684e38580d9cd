'use client';
import { createContext, useContext } from 'react';
import { defaultWords, type UiWords } from './words.ts';

export type UiSettings = {
  /** BCP 47 locale for dates, numbers and plurals. */
  locale: string;
  /** IANA time zone, such as `Europe/Rome`. */
  timeZone: string;
  /** The server's clock when it drew the page, in ms since 1970: server and browser then write the same "2 hours ago". */
  nowMs: number | undefined;
  words: UiWords;
};

export const UiContext = createContext<UiSettings>({
  locale: 'en',
  timeZone: 'UTC',
  nowMs: undefined,
  words: defaultWords,
});

/** The locale, time zone and words of the nearest `UiProvider`. */
export function useUi(): UiSettings {
  return useContext(UiContext);
}
