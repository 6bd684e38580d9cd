import { expect, test } from 'vitest';
import type { KeyValue } from './kv.ts';

/** What every key-value driver must do. Keys are the suite's own, so that drivers may share a store. */
export const keyValueContract = (name: string, make: () => KeyValue): void => {
  const key = (suffix: string): string => `contract:${name}:${process.pid}:${suffix}`;

  test(`${name}: keeps a value until it is deleted`, async () => {
    const kv = make();
    expect(await kv.get(key('a'))).toBeNull();
    await kv.set(key('a'), { n: 1, text: 'ü' }, 60_000);
    expect(await kv.get(key('a'))).toEqual({ n: 1, text: 'ü' });
    await kv.delete(key('a'));
    expect(await kv.get(key('a'))).toBeNull();
  });

  test(`${name}: forgets an expired value, and lets it be added anew`, async () => {
    const kv = make();
    await kv.set(key('b'), 1, 1);
    await expect.poll(() => kv.get(key('b'))).toBeNull();
    expect(await kv.add(key('b'), 2, 60_000)).toBe(true);
    expect(await kv.add(key('b'), 3, 60_000)).toBe(false);
    expect(await kv.get(key('b'))).toBe(2);
  });

  test(`${name}: fifty adds at once have one winner`, async () => {
    const kv = make();
    const won = await Promise.all(Array.from({ length: 50 }, (_, n) => kv.add(key('c'), n, 60_000)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  test(`${name}: a limit lets the burst through and says when to come back`, async () => {
    const kv = make();
    const limit = { perMinute: 60, burst: 5 };
    const results = [];
    for (let n = 0; n < 7; n += 1) results.push(await kv.limit(key('d'), limit));
    expect(results.map((r) => r.allowed)).toEqual([true, true, true, true, true, false, false]);
    expect(results[0]?.remaining).toBe(4);
    expect(results[6]?.retryAfterMs).toBeGreaterThan(0);
    expect(results[6]?.retryAfterMs).toBeLessThanOrEqual(1_000);
    const dear = await kv.limit(key('e'), limit, 4);
    expect([dear.allowed, dear.remaining]).toEqual([true, 1]);
    expect((await kv.limit(key('e'), limit, 2)).allowed).toBe(false);
    expect((await kv.limit(key('e'), limit)).allowed).toBe(true);
    await kv.refund(key('d'), limit);
    expect((await kv.limit(key('d'), limit)).allowed).toBe(true);
  });
};
