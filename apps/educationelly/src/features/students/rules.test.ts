import { episodeStatuses, raceCodes } from '@portfolio/db/students-values';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLanguages, isLanguage } from './languages.ts';
import {
  elStatusOn,
  federalRaceOf,
  fold,
  fullNameOf,
  nameKeyOf,
  overlap,
  placeEpisode,
  type Span,
  wordsOf,
  yearsBetween,
} from './rules.ts';

const days = fc
  .integer({ min: 0, max: 6_000 })
  .map((n) => new Date(Date.UTC(2012, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const part = fc.stringMatching(/^[A-Za-zÀ-ÿ' -]{1,20}$/).filter((text) => text.trim() !== '');

test('the full name holds every part in order, with single spaces', () => {
  fc.assert(
    fc.property(part, fc.option(part), part, fc.option(part), (givenName, middleName, familyName, suffix) => {
      const name = fullNameOf({ givenName, middleName, familyName, suffix });
      const parts = [givenName, middleName, familyName, suffix].filter((one) => one !== null);
      expect(name).toBe(parts.join(' ').trim().replaceAll(/\s+/g, ' '));
    }),
  );
  expect(fullNameOf({ givenName: 'Ana', familyName: 'García Márquez' })).toBe('Ana García Márquez');
});

test('the federal roll-up: Hispanic whatever else, two or more, one, none', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...raceCodes)), fc.option(fc.boolean()), (races, hispanic) => {
      const count = new Set(races).size;
      const expected = hispanic ? 'HI7' : count > 1 ? 'MU7' : count === 1 ? races[0] : 'MISSING';
      expect(federalRaceOf(races, hispanic)).toBe(expected);
    }),
  );
});

test('a name sorts and is found the same whatever its marks and case', () => {
  fc.assert(
    fc.property(part, part, (givenName, familyName) => {
      const plain = { givenName: fold(givenName), familyName: fold(familyName).toUpperCase() };
      expect(nameKeyOf({ givenName, familyName })).toBe(nameKeyOf(plain));
      expect(wordsOf({ givenName, familyName }, [])).toEqual(wordsOf(plain, []));
    }),
  );
  expect(wordsOf({ givenName: 'Nguyễn', familyName: "O'Brien" }, ['A-17'])).toEqual([
    'nguyen',
    'obrien',
    'a17',
  ]);
});

test('episodes placed one after another never share a day, and each day has one status', () => {
  const added = fc.record({
    status: fc.constantFrom(...episodeStatuses),
    fromOn: days,
    toOn: fc.option(days),
  });
  fc.assert(
    fc.property(fc.array(added, { maxLength: 12 }), days, (asked, day) => {
      let standing: Span[] = [];
      for (const span of asked) {
        const place = placeEpisode(standing, span);
        if (!place) continue;
        standing = [
          ...standing.map((one) => (one === place.ends ? { ...one, toOn: span.fromOn } : one)),
          span,
        ];
      }
      for (const [at, one] of standing.entries()) {
        expect(one.toOn === null || one.fromOn < one.toOn).toBe(true);
        expect(standing.slice(at + 1).some((other) => overlap(one, other))).toBe(false);
      }
      const covering = standing.filter(({ fromOn, toOn }) => fromOn <= day && (toOn === null || day < toOn));
      expect(covering.length).toBeLessThanOrEqual(1);
      const expected = covering[0]?.status ?? 'not_el';
      const status = elStatusOn(standing, day);
      if (expected === 'exited') expect(status).toMatch(/^(monitored_[1-4]|former)$/);
      else expect(status).toBe(expected);
    }),
  );
});

test('monitoring goes by anniversary', () => {
  const exit: Span[] = [{ status: 'exited', fromOn: '2024-06-14', toOn: null }];
  const on = (day: string) => elStatusOn(exit, day);
  expect(on('2024-06-13')).toBe('not_el');
  expect(on('2025-06-13')).toBe('monitored_1');
  expect(on('2025-06-14')).toBe('monitored_2');
  expect(on('2028-06-13')).toBe('monitored_4');
  expect(on('2028-06-14')).toBe('former');
  expect(yearsBetween('2012-02-29', '2013-02-28')).toBe(0);
  expect(yearsBetween('2012-02-29', '2013-03-01')).toBe(1);
});

test('languages are found by name and code, and only real codes are taken', () => {
  expect(isLanguage('mam')).toBe(true);
  expect(isLanguage('xx')).toBe(false);
  expect(findLanguages('spanish', 5)[0]).toEqual({ code: 'spa', name: 'Spanish' });
  expect(findLanguages('hmn', 5)[0]?.code).toBe('hmn');
  expect(findLanguages('', 3)).toHaveLength(3);
});
