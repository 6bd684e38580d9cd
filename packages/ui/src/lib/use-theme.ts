'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { parseTheme, rememberInCookie, type Theme, themeCookie } from './theme.ts';

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

const readTheme = () => parseTheme(document.documentElement.dataset.theme);
const serverTheme = (): Theme => 'system';

/** The theme on <html> and how to change it; a change is remembered in a cookie and shown at once. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const theme = useSyncExternalStore(watchTheme, readTheme, serverTheme);
  const setTheme = useCallback((next: Theme) => {
    document.documentElement.dataset.theme = next;
    rememberInCookie(themeCookie, next);
  }, []);
  return { theme, setTheme };
}
