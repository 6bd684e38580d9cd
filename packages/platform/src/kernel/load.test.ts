import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLoad } from './load.ts';

test('the share is that of the time in which somebody was being answered, however many at once', async () => {
  let time = 0;
  const load = createLoad(() => time);
  const asked = load.since();
  const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = load.during(() => one.promise);
  time = 10;
  const second = load.during(() => two.promise);
  time = 20;
  one.resolve();
  await first;
  time = 40;
  two.resolve();
  await second;
  time = 80;
  expect(asked()).toBe(0.5);
});

test('the share is never below nothing nor above all, whatever begins and ends when', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), async (pauses) => {
      let time = 0;
      const load = createLoad(() => time);
      const asked = load.since();
      const ends: (() => Promise<void>)[] = [];
      for (const pause of pauses) {
        time += pause;
        const gate = Promise.withResolvers<void>();
        const work = load.during(() => gate.promise);
        ends.push(() => {
          gate.resolve();
          return work;
        });
        if (pause % 2) await ends.shift()?.();
        expect(asked()).toBeGreaterThanOrEqual(0);
        expect(asked()).toBeLessThanOrEqual(1);
      }
    }),
  );
});
