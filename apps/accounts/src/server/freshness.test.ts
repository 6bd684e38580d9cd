import { expect, test } from 'vitest';
import { wantsPassword } from './freshness.ts';

const at = (seconds: number): Date => new Date(seconds * 1000);
const began = 1_000;
const now = at(1_010);
const old = { signedInAt: at(900), began, now };

test('an old sign-in is enough unless the client asks for a newer one', () => {
  expect(wantsPassword({}, old)).toBe(false);
  expect(wantsPassword({ prompt: 'consent' }, old)).toBe(false);
  expect(wantsPassword({ prompt: 'login' }, old)).toBe(true);
  expect(wantsPassword({ prompt: 'login consent' }, old)).toBe(true);
  expect(wantsPassword({ max_age: 110 }, old)).toBe(false);
  expect(wantsPassword({ max_age: '109' }, old)).toBe(true);
  expect(wantsPassword({ max_age: 0 }, old)).toBe(true);
  expect(wantsPassword({ max_age: 'soon' }, old)).toBe(true);
});

test('a sign-in since the interaction began answers both, however long the rest takes', () => {
  for (const asked of [{ prompt: 'login' }, { max_age: 0 }, { prompt: 'login', max_age: '1' }])
    expect(wantsPassword(asked, { signedInAt: at(1_003), began, now })).toBe(false);
});
