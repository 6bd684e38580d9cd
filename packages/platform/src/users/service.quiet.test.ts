import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietUntil } from './service.quiet.ts';

const night = { from: '22:00', to: '07:00' };

test.each([
  ['2026-06-10T21:59:00Z', 'UTC', null],
  ['2026-06-10T22:00:30Z', 'UTC', '2026-06-11T07:00:00.000Z'],
  ['2026-06-11T06:59:59Z', 'UTC', '2026-06-11T07:00:00.000Z'],
  ['2026-06-11T07:00:00Z', 'UTC', null],
  ['2026-06-10T20:30:00Z', 'Europe/Zurich', '2026-06-11T05:00:00.000Z'],
  // Clocks go forward and back during the night.
  ['2026-03-28T22:00:00Z', 'Europe/Zurich', '2026-03-29T05:00:00.000Z'],
  ['2026-10-24T21:00:00Z', 'Europe/Zurich', '2026-10-25T06:00:00.000Z'],
  ['2026-06-10T17:00:00Z', 'Asia/Kolkata', '2026-06-11T01:30:00.000Z'],
])('at %s in %s it is quiet until %s', (now, zone, until) => {
  expect(quietUntil(new Date(now), night, zone)?.toISOString() ?? null).toBe(until);
});

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

test('the end is ahead, within a day and an hour, and the same times mean never', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe');
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, clock, clock, zones, (now, from, to, zone) => {
      const until = quietUntil(now, { from, to }, zone);
      if (from === to) expect(until).toBeNull();
      if (!until) return;
      expect(until.getTime()).toBeGreaterThan(now.getTime());
      expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
    }),
  );
});
