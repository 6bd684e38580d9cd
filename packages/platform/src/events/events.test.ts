import { newId } from '@portfolio/db/ids';
import { deadLetters, outbox } from '@portfolio/db/schema/events';
import { functions, runs } from '@portfolio/db/schema/jobs';
import { testDatabase } from '@portfolio/db/testing';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedJobs } from '../jobs/drivers/embedded.ts';
import { retryRun } from '../jobs/executor/retry.ts';
import { endRun } from '../jobs/executor/state.ts';
import { RefusedEvent } from '../jobs/jobs.ts';
import { createLog } from '../kernel/log.ts';
import { defineEvent, type Envelope, publish } from './events.ts';
import { once } from './inbox.ts';
import { createRelay } from './relay.ts';
import { EventsService } from './service.ts';

const { db, sql: listener } = await testDatabase();
const log = createLog('test', 'silent');
const moved = defineEvent('chess.piece.moved', 1, z.object({ n: z.number(), pad: z.string().default('') }));
const move = (subject: string, n: number, pad = '') => moved.of({ subject, actor: null, data: { n, pad } });
const service = new EventsService({ db, retryRun });

/** A taker that remembers, and can be told to be away or to refuse. */
const taker = () => {
  const state = { taken: [] as Envelope[], away: false, refuses: new Set<string>(), delayMs: 0 };
  const send = async (events: readonly Envelope[]): Promise<void> => {
    if (state.delayMs > 0) await new Promise((done) => setTimeout(done, state.delayMs));
    if (state.away) throw new Error('nobody is there');
    const refused = events.find(({ id }) => state.refuses.has(id));
    if (refused) throw new RefusedEvent(`will not take ${refused.id}`);
    const known = new Set(state.taken.map(({ id }) => id));
    state.taken.push(...events.filter(({ id }) => !known.has(id)));
  };
  return { state, jobs: { send } };
};

beforeEach(async () => {
  await db.delete(outbox);
  await db.delete(deadLetters);
});

test('an event exists exactly if its transaction does', async () => {
  const { state, jobs } = taker();
  const kept = move('board', 1);
  await db.transaction((tx) => publish(tx, kept));
  const lost = db.transaction(async (tx) => {
    await publish(tx, move('board', 2));
    throw new Error('rolled back');
  });
  await expect(lost).rejects.toThrow('rolled back');
  await createRelay({ db, jobs, log }).drain();
  expect(state.taken).toEqual([kept]);
  expect(await db.$count(outbox)).toBe(0);
});

test('an event of more than 64 kB is refused where it is made', async () => {
  const large = db.transaction((tx) => publish(tx, move('board', 1, 'x'.repeat(70_000))));
  await expect(large).rejects.toMatchObject({ code: 'too_large' });
});

test('four relays at once keep the order of each subject and hand on everything', async () => {
  const { state, jobs } = taker();
  state.delayMs = 3;
  const subjects = Array.from({ length: 5 }, () => newId());
  const relays = Array.from({ length: 4 }, () => createRelay({ db, jobs, log }));
  const writing = (async () => {
    for (let n = 0; n < 60; n += 1)
      await db.transaction((tx) => publish(tx, ...subjects.map((subject) => move(subject, n))));
  })();
  await Promise.all([writing, ...relays.map((relay) => relay.drain())]);
  await Promise.all(relays.map((relay) => relay.drain()));
  for (const subject of subjects) {
    const order = state.taken.filter((event) => event.subject === subject).map(({ data }) => Object(data).n);
    expect(order).toEqual(Array.from({ length: 60 }, (_, n) => n));
  }
});

test('a taker that is away gets everything later; a subject never overtakes itself', async () => {
  const { state, jobs } = taker();
  const relay = createRelay({ db, jobs, log });
  state.away = true;
  await db.transaction((tx) => publish(tx, move('a', 1)));
  await relay.drain();
  state.away = false;
  await db.transaction((tx) => publish(tx, move('a', 2), move('b', 1)));
  await relay.drain();
  expect(state.taken.map(({ subject }) => subject)).toEqual(['b']);
  await db.update(outbox).set({ availableAt: new Date(0) });
  await relay.drain();
  expect(state.taken.map(({ subject, data }) => [subject, Object(data).n])).toEqual([
    ['b', 1],
    ['a', 1],
    ['a', 2],
  ]);
});

test('what nobody will take becomes a dead letter, which can be replayed or discarded', async () => {
  const { state, jobs } = taker();
  const relay = createRelay({ db, jobs, log });
  const [good, bad] = [move('a', 1), move('b', 1)];
  state.refuses.add(bad.id);
  await db.transaction((tx) => publish(tx, good, bad));
  await relay.drain();
  expect(state.taken).toEqual([good]);
  const { items } = await service.list({ limit: 25, resolved: false });
  expect(items).toMatchObject([{ consumer: 'relay', eventId: bad.id, resolution: null }]);
  state.refuses.clear();
  await service.replay(items[0]?.id ?? '', 'operator');
  await relay.drain();
  expect(state.taken).toEqual([good, bad]);
  await expect(service.discard(items[0]?.id ?? '', 'operator')).rejects.toMatchObject({ code: 'conflict' });
  expect((await service.list({ limit: 25, resolved: true })).items).toMatchObject([
    { resolution: 'replayed' },
  ]);
});

test('a failed run is replayed from its dead letter', async () => {
  const config = { id: 'codetalk-watch', triggers: [{ event: moved.name }], steps: {} };
  await db.insert(functions).values({ id: config.id, appId: 'codetalk', name: 'watch', config });
  const event = move('z', 1);
  await embeddedJobs(db).send([event]);
  const [run] = await db.select().from(runs).where(eq(runs.eventId, event.id));
  const runId = run?.id ?? '';
  const error = { name: 'Error', message: 'broken' };
  await db.transaction(async (tx) => {
    await endRun(tx, runId, { status: 'failed', error });
    const letter = {
      id: newId(),
      consumer: config.id,
      eventId: event.id,
      eventName: event.name,
      event,
      runId,
    };
    await tx.insert(deadLetters).values({ ...letter, error, attempts: 4 });
  });
  const [letter] = (await service.list({ limit: 1, resolved: false })).items;
  expect((await service.get(letter?.id ?? '')).event).toMatchObject({ id: event.id });
  await service.replay(letter?.id ?? '', 'operator');
  const [again] = await db.select().from(runs).where(eq(runs.id, runId));
  expect(again).toMatchObject({ status: 'queued', error: null });
  const jobs = await db.execute(sql`select 1 from graphile_worker.jobs where key = ${`call:${runId}:step`}`);
  expect(jobs).toHaveLength(1);
});

test('the list of dead letters goes on where its page ended', async () => {
  const letter = { consumer: 'relay', eventId: newId(), eventName: 'x.y', event: {}, attempts: 1 };
  const error = { name: 'Error', message: 'broken' };
  const ids = Array.from({ length: 5 }, () => newId());
  await db.insert(deadLetters).values(ids.map((id) => ({ ...letter, id, error })));
  const first = await service.list({ limit: 3, resolved: false });
  const rest = await service.list({ limit: 3, resolved: false, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids.reverse());
  expect(rest.nextCursor).toBeUndefined();
});

test('an effect happens once for an event, however many ask at once', async () => {
  let effects = 0;
  const eventId = newId();
  const attempt = () =>
    db.transaction((tx) =>
      once(tx, 'counter', eventId, async () => {
        effects += 1;
        return effects;
      }),
    );
  const failed = db.transaction((tx) =>
    once(tx, 'counter', eventId, async () => {
      throw new Error('not this time');
    }),
  );
  await expect(failed).rejects.toThrow('not this time');
  const outcomes = await Promise.all(Array.from({ length: 20 }, attempt));
  expect(effects).toBe(1);
  expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
});

test('a relay wakes at once when something is published', async () => {
  const { state, jobs } = taker();
  const running = await createRelay({ db, jobs, log }).start(listener);
  const event = move('wake', 1);
  const began = performance.now();
  await db.transaction((tx) => publish(tx, event));
  await expect.poll(() => state.taken.length, { interval: 2 }).toBe(1);
  expect(performance.now() - began).toBeLessThan(700);
  await running.stop();
});
