import { expect, test } from 'vitest';
import { createUploads } from './service.places.ts';

test('no more at once than there are places, in all and of one person; everybody gets through', async () => {
  const uploads = createUploads({ total: 4, each: 2 });
  const inside = new Map<string, number>();
  let most = 0;
  let mostOfOne = 0;
  const upload = (who: string) =>
    uploads.during(who, async () => {
      inside.set(who, (inside.get(who) ?? 0) + 1);
      most = Math.max(
        most,
        [...inside.values()].reduce((sum, n) => sum + n, 0),
      );
      mostOfOne = Math.max(mostOfOne, inside.get(who) ?? 0);
      await new Promise((done) => setTimeout(done, 20));
      inside.set(who, (inside.get(who) ?? 1) - 1);
      return who;
    });
  const people = ['a', 'b', 'c'];
  const sent = await Promise.all(Array.from({ length: 12 }, (_, n) => upload(people[n % 3] ?? '')));
  expect([sent.length, most, mostOfOne]).toEqual([12, 4, 2]);
});

test('a place is given back when the upload fails', async () => {
  const uploads = createUploads({ total: 1, each: 1 });
  await expect(uploads.during('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await uploads.during('a', async () => 'in')).toBe('in');
});
