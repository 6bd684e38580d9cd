import { newId } from '@portfolio/db/ids';
import { testDatabase } from '@portfolio/db/testing';
import { expect, test } from 'vitest';
import { LiveService, notifyChange, type Position } from './service.ts';

const { db, sql } = await testDatabase();
const live = new LiveService({ db });
await live.watch(sql);

const write = (userId: string, what: string): Promise<void> =>
  db.transaction((tx) => notifyChange(tx, { userId, app: 'firebook', topic: 'test', data: { what } }));

/** A transaction that wrote its change and commits when it is told to. */
const begun = async (userId: string, what: string): Promise<() => Promise<void>> => {
  const gate = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const done = db.transaction(async (tx) => {
    await notifyChange(tx, { userId, app: 'firebook', topic: 'test', data: { what } });
    written.resolve();
    await gate.promise;
  });
  await written.promise;
  return () => {
    gate.resolve();
    return done;
  };
};

const reader = (userId: string, from: Position) => {
  const end = new AbortController();
  const stream = live.stream(userId, from, end.signal, async () => true);
  let position = from;
  const next = async (): Promise<unknown> => {
    const { value } = await stream.next();
    if (value) position = value.position;
    return value?.data.what;
  };
  return { next, position: () => position, end: () => end.abort() };
};

test('a change that commits after a later one is not missed by an open stream, nor shown twice', async () => {
  const userId = newId();
  const one = reader(userId, await live.now(userId));
  const slow = await begun(userId, 'slow');
  await write(userId, 'quick');
  expect(await one.next()).toBe('quick');
  await slow();
  expect(await one.next()).toBe('slow');
  await write(userId, 'last');
  expect(await one.next()).toBe('last');
  one.end();
});

test('a reader who comes back hears of what was under way when they left', async () => {
  const userId = newId();
  const before = reader(userId, await live.now(userId));
  const slow = await begun(userId, 'slow');
  await write(userId, 'quick');
  expect(await before.next()).toBe('quick');
  before.end();
  await slow();
  const back = reader(userId, before.position());
  const heard = [await back.next(), await back.next()];
  expect(heard).toContain('slow');
  back.end();
});

test('somebody else’s changes wake nobody', async () => {
  const [userId, other] = [newId(), newId()];
  const one = reader(userId, await live.now(userId));
  await write(other, 'theirs');
  await write(userId, 'mine');
  expect(await one.next()).toBe('mine');
  one.end();
});
