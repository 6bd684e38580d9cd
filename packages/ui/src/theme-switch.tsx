'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from './lib/theme.ts';
import { useTheme } from './lib/use-theme.ts';
import { useUi } from './lib/use-ui.ts';
import { MenuChoice } from './menu.tsx';
import { Segmented } from './segmented.tsx';

function useThemeOptions() {
  const { words } = useUi();
  return [
    { value: 'system', label: words.system, icon: <Monitor aria-hidden /> },
    { value: 'light', label: words.light, icon: <Sun aria-hidden /> },
    { value: 'dark', label: words.dark, icon: <Moon aria-hidden /> },
  ] as const satisfies { value: Theme; label: string; icon: React.ReactNode }[];
}

/** Light, dark or as the device: three icons side by side, for a settings page. */
export function ThemeSwitch({ onThemeChange }: { onThemeChange?: (theme: Theme) => void }) {
  const { theme, setTheme } = useTheme();
  const { words } = useUi();
  function change(next: Theme) {
    setTheme(next);
    onThemeChange?.(next);
  }
  return <Segmented label={words.theme} value={theme} onValueChange={change} options={useThemeOptions()} />;
}

/** The same choice as entries of a menu. */
export function ThemeMenuChoice({ onThemeChange }: { onThemeChange?: (theme: Theme) => void }) {
  const { theme, setTheme } = useTheme();
  const { words } = useUi();
  function change(next: Theme) {
    setTheme(next);
    onThemeChange?.(next);
  }
  return <MenuChoice label={words.theme} value={theme} onValueChange={change} options={useThemeOptions()} />;
}
