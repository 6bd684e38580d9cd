'use client';
import type { Theme } from './lib/theme.ts';
import { useTheme } from './lib/use-theme.ts';
import { useUi } from './lib/use-ui.ts';
import { Segmented } from './segmented.tsx';
import { useThemeOptions } from './theme-options.tsx';

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
