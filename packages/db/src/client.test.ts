import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { ringAtCommit } from './bell.ts';
import { createDb } from './client.ts';
import { testDatabase } from './testing.ts';

const { db, sql: listener, url } = await testDatabase();

test('a NOTIFY comes after the commit, gathered with others of its moment, and never after a rollback', async () => {
  const heard: string[] = [];
  await listener.listen('bell', (payload) => void heard.push(payload));
  const ring = (payload: string, fail = false) =>
    db.transaction(async (tx) => {
      await ringAtCommit(tx, 'bell', payload);
      if (fail) throw new Error('rolled back');
    });
  await Promise.all([ring('a'), ring('b'), ring('lost', true).catch(() => {})]);
  await expect.poll(() => [...new Set(heard)].sort()).toEqual(['a', 'b']);
  const before = heard.length;
  await db.transaction(async (tx) => {
    for (let n = 0; n < 5; n += 1) await ringAtCommit(tx, 'bell', 'same');
    expect(heard).toHaveLength(before);
  });
  await expect.poll(() => heard.slice(before)).toEqual(['same']);
  // Within another transaction's savepoint it is sent with the whole.
  await db.transaction((tx) => tx.transaction((inner) => ringAtCommit(inner, 'bell', 'inner')));
  await expect.poll(() => heard.at(-1)).toBe('inner');
});

test('closing rings what is still to be rung', async () => {
  const heard: string[] = [];
  await listener.listen('closing', (payload) => void heard.push(payload));
  const other = createDb(url, { max: 1, name: 'closing' });
  await other.db.transaction((tx) => ringAtCommit(tx, 'closing', 'last'));
  await other.close();
  await expect.poll(() => heard).toEqual(['last']);
});

test('statements that come again are prepared, others are not, and none answers differently for it', async () => {
  const one = createDb(url, { max: 1, name: 'prepared' });
  const prepared = async () => {
    const rows = await one.db.execute<{ n: number }>(
      sql`select count(*)::int as n from pg_prepared_statements where statement like '%twice_as%'`,
    );
    return rows[0]?.n;
  };
  const ask = (n: number) => one.db.execute<{ twice_as: number }>(sql`select ${n}::int * 2 as twice_as`);
  const answers: (number | undefined)[] = [];
  for (let n = 0; n < 2; n += 1) answers.push((await ask(n))[0]?.twice_as);
  expect(await prepared()).toBe(0);
  for (let n = 2; n < 8; n += 1) answers.push((await ask(n))[0]?.twice_as);
  expect(await prepared()).toBe(1);
  expect(answers).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
  await one.db.transaction(async (tx) => {
    expect((await tx.execute(sql`select ${21}::int * 2 as twice_as`))[0]).toEqual({ twice_as: 42 });
  });
  expect(await prepared()).toBe(1);
  await one.close();
});

test('what a query answered is collected with the young objects, not only when all of the heap is', async () => {
  setFlagsFromString('--expose-gc');
  const collect: (options?: { type: 'minor' }) => void = runInNewContext('gc');
  const usedKb = (): number =>
    getHeapSpaceStatistics()
      .filter(({ space_name }) => /^(old|new)_space$/.test(space_name))
      .reduce((sum, { space_used_size }) => sum + space_used_size, 0) / 1_000;
  const ask = async (): Promise<void> => {
    await db.execute(sql`select repeat('x', 2000) as text from generate_series(1, ${25}::int)`);
  };
  for (let n = 0; n < 100; n += 1) await ask();
  collect();
  const before = usedKb();
  const times = 50;
  for (let n = 1; n <= times; n += 1) {
    await ask();
    if (n % 5 === 0) collect({ type: 'minor' });
  }
  for (let n = 0; n < 2; n += 1) collect({ type: 'minor' });
  // An answer is 50 kB.
  expect((usedKb() - before) / times).toBeLessThan(15);
});
