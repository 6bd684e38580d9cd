import { createSql } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { testDatabase } from '@portfolio/db/testing';
import { afterAll, expect, test } from 'vitest';
import { enqueue, type QueueItem } from './queue.ts';

const { db, sql, url } = await testDatabase();
const worker = createSql(url, { max: 1, name: 'queue-test' });
afterAll(() => worker.end());

const callOf = (round: number, runId: string): QueueItem => ({
  kind: 'call',
  call: { runId, stepId: 'step', round },
});
const waiting = (runId: string) => sql<{ round: number }[]>`
  select (payload->>'round')::int as round from graphile_worker._private_jobs
  where key like ${`%${runId}%`} and locked_at is null`;

test('a later call takes the place of one that waits, and stands beside one that was taken', async () => {
  const runId = newId();
  await enqueue(db, [callOf(1, runId)]);
  await enqueue(db, [callOf(2, runId)]);
  expect(await waiting(runId)).toEqual([{ round: 2 }]);
  await worker`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where key like ${`%${runId}%`}`;
  await enqueue(db, [callOf(3, runId)]);
  expect(await waiting(runId)).toEqual([{ round: 3 }]);
});

test('a call is not lost where a worker takes the one before it within the same moment', async () => {
  const runId = newId();
  await enqueue(db, [callOf(1, runId)]);
  let added: Promise<void> = Promise.resolve();
  await worker.begin(async (tx) => {
    await tx`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where key like ${`%${runId}%`}`;
    added = enqueue(db, [callOf(2, runId)]);
    // Until it waits for this very row, which it has seen as one that waits; other databases have waits of their own.
    const blocked = () => sql`
      select 1 from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()`;
    await expect.poll(async () => (await blocked()).length, { interval: 5 }).toBeGreaterThan(0);
  });
  await added;
  expect(await waiting(runId)).toEqual([{ round: 2 }]);
});
