import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, inSrgbGamut, type Oklch } from './contrast.ts';

type Theme = 'light' | 'dark';
type Tokens = Map<string, Record<Theme, Oklch>>;

const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');
const apps = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'];
const themes: Theme[] = ['light', 'dark'];
const grounds = ['canvas', 'surface', 'raised', 'wash', 'hover'];

function parseOklch(source: string): Oklch {
  const [lightness = 0, chroma = 0, hueDeg = 0] = source.trim().split(/\s+/).map(Number);
  return { lightness, chroma, hueDeg };
}

function tokensOf(block: string): Tokens {
  const pair = /--([\w-]+):\s*light-dark\(oklch\(([^)/]+)\),\s*oklch\(([^)/]+)\)\);/g;
  return new Map(
    [...block.matchAll(pair)].map(([, name = '', light = '', dark = '']) => [
      name,
      { light: parseOklch(light), dark: parseOklch(dark) },
    ]),
  );
}

function blockOf(selector: string): string {
  const start = css.indexOf(selector);
  return css.slice(start, css.indexOf('\n}', start));
}

const base = tokensOf(blockOf(':root {'));

function ratio(tokens: Tokens, theme: Theme, front: string, back: string): number {
  const [one, other] = [tokens.get(front), tokens.get(back)];
  if (!one || !other) throw new Error(`No such token: ${one ? back : front}`);
  return contrast(one[theme], other[theme]);
}

/** Pairs under the least ratio, as lines to read; empty when all hold. */
function failures(tokens: Tokens, pairs: [string, string][], ratioMin: number): string[] {
  return themes.flatMap((theme) =>
    pairs
      .map(([front, back]) => ({ front, back, value: ratio(tokens, theme, front, back) }))
      .filter(({ value }) => value < ratioMin)
      .map(({ front, back, value }) => `${theme}: ${front} on ${back} is ${value.toFixed(2)}`),
  );
}

describe('the colour tokens', () => {
  it('reads black on white as 21:1', () => {
    const black = { lightness: 0, chroma: 0, hueDeg: 0 };
    expect(contrast(black, { ...black, lightness: 1 })).toBeCloseTo(21, 1);
  });

  it('give text at least 4.5:1 on every ground', () => {
    const text = grounds.flatMap((ground): [string, string][] => [
      ['ink', ground],
      ['ink-soft', ground],
      ['ink-faint', ground],
    ]);
    const states = ['danger', 'warning', 'success', 'info'].flatMap((state): [string, string][] => [
      [`${state}-ink`, `${state}-wash`],
      [`${state}-ink`, 'surface'],
      [`${state}-ink`, 'hover'],
      ['ink', `${state}-wash`],
      ['ink-soft', `${state}-wash`],
    ]);
    expect(failures(base, [...text, ...states, ['ink-inverse', 'inverse']], 4.5)).toEqual([]);
  });

  it('give the edges of fields and the lines of charts at least 3:1', () => {
    const charts = [2, 3, 4, 5, 6].map((index): [string, string] => [`chart-${index}`, 'surface']);
    expect(failures(base, [['line-field', 'surface'], ['line-field', 'raised'], ...charts], 3)).toEqual([]);
  });

  it.each(apps)('give the accent of %s 4.5:1, filled and as text', (app) => {
    const tokens = new Map([...base, ...tokensOf(blockOf(`[data-app="${app}"] {`))]);
    const pairs: [string, string][] = [
      ['on-accent', 'accent'],
      ['on-accent', 'accent-hover'],
      ['accent-ink', 'accent-wash'],
      ['ink', 'accent-wash'],
      ['ink-soft', 'accent-wash'],
      ['ink-faint', 'accent-wash'],
      ...grounds.map((ground): [string, string] => ['accent-ink', ground]),
    ];
    expect(failures(tokens, pairs, 4.5)).toEqual([]);
  });

  it('give white text on a destructive button 4.5:1', () => {
    const white = { lightness: 1, chroma: 0, hueDeg: 0 };
    const tokens = new Map([...base, ['white', { light: white, dark: white }] as const]);
    const pairs: [string, string][] = [
      ['white', 'danger'],
      ['white', 'danger-hover'],
    ];
    expect(failures(tokens, pairs, 4.5)).toEqual([]);
  });

  it('can all be shown by an sRGB screen', () => {
    const outside = apps
      .flatMap((app) => [...base, ...tokensOf(blockOf(`[data-app="${app}"] {`))])
      .filter(([, pair]) => themes.some((theme) => !inSrgbGamut(pair[theme])))
      .map(([name]) => name);
    expect(outside).toEqual([]);
  });
});
