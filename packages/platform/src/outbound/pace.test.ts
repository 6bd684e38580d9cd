import { expect, it } from 'vitest';
import { HostPace } from './pace.ts';

it('starts no more than the burst and then the rate a second for one host', async () => {
  const pace = new HostPace({ perSecond: 20, concurrent: 100 });
  const started: number[] = [];
  const begin = performance.now();
  const jobs = Array.from({ length: 30 }, () =>
    pace.run('a.test', async () => started.push(performance.now() - begin)),
  );
  await Promise.all(jobs);
  expect(started.filter((at) => at < 40).length).toBeLessThanOrEqual(22);
  expect(started.at(-1)).toBeGreaterThan(400);
});

it('bounds how many run at once, and keeps hosts apart', async () => {
  const pace = new HostPace({ perSecond: 1_000, concurrent: 2 });
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setImmediate(done));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 10 }, () => pace.run('a.test', work)));
  expect(most).toBe(2);
  await expect(pace.run('b.test', async () => 'b')).resolves.toBe('b');
});

it('goes on after a failure', async () => {
  const pace = new HostPace({ perSecond: 1_000, concurrent: 1 });
  await expect(pace.run('a.test', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(pace.run('a.test', async () => 1)).resolves.toBe(1);
});
