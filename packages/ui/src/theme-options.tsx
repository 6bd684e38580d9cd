'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Theme } from './lib/theme.ts';
import { useUi } from './lib/use-ui.ts';

/** The three themes with their words and icons. */
export function useThemeOptions() {
  const { words } = useUi();
  return [
    { value: 'system', label: words.system, icon: <Monitor aria-hidden /> },
    { value: 'light', label: words.light, icon: <Sun aria-hidden /> },
    { value: 'dark', label: words.dark, icon: <Moon aria-hidden /> },
  ] as const satisfies { value: Theme; label: string; icon: ReactNode }[];
}
