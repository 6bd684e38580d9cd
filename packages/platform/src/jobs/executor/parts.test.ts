import { expect, test } from 'vitest';
import { lastDue, parseCron } from './cron.ts';
import { backoff, momentOf, retryAfter } from './delay.ts';
import { parseExpression } from './expression.ts';
import { canonicalJson, signBody, verifyBody } from './signature.ts';
import { createSlots } from './slots.ts';

const now = new Date('2026-03-29T00:30:00Z');

test.each([
  ["event.data.id == async.data.id && async.name == 'x'", true],
  ['event.data.id != async.data.id || event.data.n == 3', true],
  ['event.data.missing == async.data.missing', false],
  ['event.data.constructor == null', false],
  ['event.data.n == 3.0', true],
  ['event.data.ok == true && event.data.n == 4', false],
])('expression %s is %s', (text, expected) => {
  const event = { data: { id: 'a', n: 3, ok: true } };
  expect(parseExpression(text)({ event, async: { name: 'x', data: { id: 'a' } } })).toBe(expected);
});

test.each(['event.data.n > 3', 'size(event.data)', 'event ==', 'event.a == b.c', "event.a == 'x' &&", ''])(
  'the expression "%s" is refused',
  (text) => expect(() => parseExpression(text)).toThrow(),
);

test('delays and dates are read as the protocol writes them', () => {
  expect(momentOf('1h30m', now).getTime() - now.getTime()).toBe(5_400_000);
  expect(momentOf('2w', now).getTime() - now.getTime()).toBe(1_209_600_000);
  expect(momentOf('2026-04-01T00:00:00Z', now).toISOString()).toBe('2026-04-01T00:00:00.000Z');
  expect(() => momentOf('soon', now)).toThrow('soon');
  expect(retryAfter('90', now)?.getTime()).toBe(now.getTime() + 90_000);
  expect(retryAfter('nonsense', now)).toBeNull();
  for (const [attempt, ceilingMs] of [
    [1, 1_000],
    [3, 16_000],
    [30, 3_600_000],
  ] as const) {
    const waitMs = backoff(attempt, 1_000, now).getTime() - now.getTime();
    expect(waitMs).toBeGreaterThanOrEqual(ceilingMs / 2);
    expect(waitMs).toBeLessThanOrEqual(ceilingMs);
  }
});

test('a schedule follows its own zone across the change of clocks', () => {
  const isDue = parseCron('TZ=Europe/Zurich 0 6 * * *');
  expect(isDue(new Date('2026-03-28T05:00:00Z'))).toBe(true);
  expect(isDue(new Date('2026-03-29T04:00:00Z'))).toBe(true);
  expect(isDue(new Date('2026-03-29T05:00:00Z'))).toBe(false);
  expect(() => parseCron('every day')).toThrow();
});

test('of several missed minutes the last one runs, and none twice', () => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minute, 20));
  expect(lastDue('*/5 * * * *', at(1), at(13))?.toISOString()).toBe('2026-01-01T12:10:00.000Z');
  expect(lastDue('*/5 * * * *', at(10), at(13))).toBeNull();
  expect(lastDue('0 3 * * *', new Date('2026-01-01T02:00:00Z'), new Date('2026-01-01T09:00:00Z'))).toBeNull();
});

test('a signature holds for its body, its key and five minutes', () => {
  const key = `signkey-prod-${'0a'.repeat(32)}`;
  const body = canonicalJson({ b: [1, { d: 'ü', c: null }], a: undefined });
  expect(body).toBe('{"b":[1,{"c":null,"d":"ü"}]}');
  const header = signBody(key, body, now);
  expect(verifyBody(key, body, header, now)).toBe(true);
  expect(verifyBody(key, `${body} `, header, now)).toBe(false);
  expect(verifyBody(`signkey-prod-${'0b'.repeat(32)}`, body, header, now)).toBe(false);
  expect(verifyBody(key, body, header, new Date(now.getTime() + 301_000))).toBe(false);
  expect(verifyBody(key, body, null, now)).toBe(false);
});

test('a place is taken in every group or in none', () => {
  const slots = createSlots();
  const [a, b] = [
    { key: 'a', limit: 2 },
    { key: 'b', limit: 1 },
  ];
  const first = slots.take([a, b]);
  expect(slots.take([a, b])).toEqual({ full: 'b' });
  expect('release' in slots.take([a])).toBe(true);
  expect(slots.take([a])).toEqual({ full: 'a' });
  if ('release' in first) first.release();
  expect('release' in slots.take([a, b])).toBe(true);
});
