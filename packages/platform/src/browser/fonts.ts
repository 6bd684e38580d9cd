import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPackage } from './packages.ts';

// Few weights: each is read into memory by the page that needs it.
const FONT_FOLDERS = [
  ['@expo-google-fonts/noto-sans-jp', '400Regular'],
  ['@expo-google-fonts/noto-sans-jp', '700Bold'],
  ['@expo-google-fonts/noto-sans-arabic', '400Regular'],
  ['@expo-google-fonts/noto-sans-arabic', '700Bold'],
  ['@expo-google-fonts/noto-color-emoji', '400Regular'],
] as const;

const SYSTEM_FOLDERS = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/System/Library/Fonts',
  '/Library/Fonts',
];

/**
 * Writes a fontconfig file that adds the fonts of our packages (Japanese, Arabic, emoji) to those of the system.
 * @returns the path for FONTCONFIG_FILE
 */
export async function writeFontConfig(folder: string, packagesFrom: string): Promise<string> {
  const ours = FONT_FOLDERS.flatMap(([name, weight]) => {
    const found = findPackage(name, packagesFrom);
    return found ? [join(found, weight)] : [];
  });
  const cache = join(folder, 'fontconfig-cache');
  await mkdir(cache, { recursive: true, mode: 0o777 });
  const path = join(folder, 'fonts.conf');
  await writeFile(path, fontConfig([...SYSTEM_FOLDERS, ...ours], cache));
  return path;
}

function fontConfig(folders: string[], cache: string): string {
  const alias = (family: string, preferred: string[]) => {
    const names = preferred.map((name) => `<family>${name}</family>`).join('');
    return `<alias><family>${family}</family><prefer>${names}</prefer></alias>`;
  };
  const sans = ['DejaVu Sans', 'Open Sans', 'Noto Sans JP', 'Noto Sans Arabic', 'Noto Color Emoji'];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `<dir>${escapeXml(folder)}</dir>`),
    `<cachedir>${escapeXml(cache)}</cachedir>`,
    alias('sans-serif', sans),
    alias('serif', ['DejaVu Serif', ...sans]),
    alias('monospace', ['DejaVu Sans Mono', ...sans]),
    alias('emoji', ['Noto Color Emoji']),
    '</fontconfig>',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
