import { describe, expect, it } from 'vitest';
import { formatDate, formatRelative } from './format-date.ts';
import { type AppId, appNames, faviconSvg } from './marks.ts';
import { chordOf } from './shortcut-registry.ts';
import { compareValues, nextSort, type TableColumn } from './table.ts';
import { parseTheme } from './theme.ts';
import { rangeOf } from './use-selection.ts';
import { fill } from './words.ts';

const noKeys = { metaKey: false, ctrlKey: false, altKey: false };
const minuteMs = 60_000;

describe('relative time', () => {
  const now = Date.UTC(2026, 10, 24, 12);

  it.each([
    [0, 'now'],
    [-59_000, 'now'],
    [-5 * minuteMs, '5 minutes ago'],
    [-26 * 60 * minuteMs, 'yesterday'],
    [3 * 24 * 60 * minuteMs, 'in 3 days'],
  ])('says %i ms as "%s"', (offsetMs, words) => {
    expect(formatRelative(now + offsetMs, now, 'en')).toBe(words);
  });

  it('speaks the language and keeps the zone that it is given', () => {
    expect(formatRelative(now - 5 * minuteMs, now, 'de')).toBe('vor 5 Minuten');
    expect(formatDate(Date.UTC(2026, 0, 1, 23, 30), 'date', 'en', 'Asia/Tokyo')).toBe('Jan 2, 2026');
  });
});

describe('selection by shift', () => {
  const order = ['a', 'b', 'c', 'd'];

  it('takes everything between, in either direction', () => {
    expect(rangeOf(order, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(rangeOf(order, 'd', 'b')).toEqual(['b', 'c', 'd']);
  });

  it('takes the one thing when the other end has left the screen', () => {
    expect(rangeOf(order, 'z', 'c')).toEqual(['c']);
    expect(rangeOf(order, null, 'c')).toEqual(['c']);
  });
});

describe('the order of a table', () => {
  const column: TableColumn<{ score: number }> = {
    id: 'score',
    header: 'Score',
    cell: () => null,
    firstDirection: 'desc',
  };

  it('starts with the direction of the column and turns with each click', () => {
    const first = nextSort(column, null);
    expect(first).toEqual({ column: 'score', direction: 'desc' });
    expect(nextSort(column, first).direction).toBe('asc');
  });

  it('puts empty values last and reads numbers inside words', () => {
    expect([3, null, 1].sort((one, other) => compareValues(one, other, 'en'))).toEqual([1, 3, null]);
    expect(['Unit 10', 'unit 9'].sort((one, other) => compareValues(one, other, 'en'))).toEqual([
      'unit 9',
      'Unit 10',
    ]);
  });
});

describe('keys', () => {
  it('reads ⌘ and Ctrl alike, and no modifier alone', () => {
    expect(chordOf({ ...noKeys, key: 'K', metaKey: true })).toBe('mod+k');
    expect(chordOf({ ...noKeys, key: 'k', ctrlKey: true })).toBe('mod+k');
    expect(chordOf({ ...noKeys, key: 'Shift' })).toBeNull();
    expect(chordOf({ ...noKeys, key: '?' })).toBe('?');
  });
});

describe('words and preferences', () => {
  it('fills places and leaves unknown ones', () => {
    expect(fill('{count} of {total}', { count: 3 })).toBe('3 of {total}');
  });

  it('takes nothing but the three themes', () => {
    expect(['dark', 'light', 'system', '"><script>', undefined].map(parseTheme)).toEqual([
      'dark',
      'light',
      'system',
      'system',
      'system',
    ]);
  });

  it('draws a favicon for every app', () => {
    const apps: AppId[] = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'];
    expect(Object.keys(appNames).sort()).toEqual([...apps].sort());
    expect(new Set(apps.map(faviconSvg)).size).toBe(5);
  });
});
