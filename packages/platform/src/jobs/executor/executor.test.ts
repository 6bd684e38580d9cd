import { newId } from '@portfolio/db/ids';
import { deadLetters } from '@portfolio/db/schema/events';
import { functions, jobEvents, parked, runs } from '@portfolio/db/schema/jobs';
import { type TestDatabase, testDatabase } from '@portfolio/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../kernel/log.ts';
import { embeddedJobs } from '../drivers/embedded.ts';
import { JobsService } from '../service.ts';
import { executorDefaults } from './config.ts';
import { type Executor, startExecutor } from './executor.ts';
import { revive } from './revive.ts';
import { eventKey, signingKey, startTestApp, type TestApp } from './testing/app.ts';
import { until } from './testing/until.ts';

let database: TestDatabase;
let app: TestApp;
let executor: Executor;
const log = createLog('test', 'silent');

const send = async (
  name: string,
  data: Record<string, unknown> = {},
  id: string = newId(),
): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${executor.port}/e/${eventKey}`, {
    method: 'POST',
    body: JSON.stringify([{ id, name, data }]),
  });
  expect(response.status).toBe(200);
  return id;
};

const ended = (eventId: string) =>
  until(async () => {
    const [run] = await database.db.select().from(runs).where(eq(runs.eventId, eventId));
    return run && !['queued', 'running'].includes(run.status) && run;
  });

const count = (word: string): number => app.trace.filter((line) => line === word).length;

const port = 3_399;

const start = async (apps: { id: string; url: string }[]): Promise<Executor> => {
  const started = await startExecutor(
    {
      ...executorDefaults,
      databaseUrl: database.url,
      port,
      eventKey,
      signingKey,
      apps,
      retryBaseMs: 50,
    },
    log,
  );
  await until(async () => (await fetch(`http://127.0.0.1:${started.port}/api/ready`)).status === 200);
  return started;
};

beforeAll(async () => {
  database = await testDatabase();
  app = await startTestApp({ baseUrl: `http://127.0.0.1:${port}` });
  executor = await start([{ id: 'test', url: app.url }]);
});

afterAll(async () => {
  await executor.stop();
  await app.close();
  await database.close();
});

test('a final error ends the run at once, as a dead letter', async () => {
  const id = await send('final.start');
  expect(await ended(id)).toMatchObject({ status: 'failed', error: { message: 'never again' } });
  expect(count('no')).toBe(1);
  const letters = await database.db.select().from(deadLetters).where(eq(deadLetters.eventId, id));
  expect(letters).toMatchObject([{ consumer: 'test-final', resolution: null }]);
});

test('a concurrency limit holds, and nothing waits for ever', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => send('limit.start')));
  await Promise.all(ids.map(ended));
  let inside = 0;
  let most = 0;
  for (const line of app.trace) {
    if (line === 'in') inside += 1;
    if (line === 'out') inside -= 1;
    most = Math.max(most, inside);
  }
  expect(count('out')).toBe(40);
  expect(most).toBe(2);
});

test('what a step may not do is refused in words', async () => {
  expect(await ended(await send('large.start'))).toMatchObject({ error: { name: 'ResultTooLargeError' } });
  const invoked = await ended(await send('invoke.start'));
  expect(invoked.error?.message).toContain('not supported');
  const service = new JobsService({ db: database.db, jobs: embeddedJobs(database.db) });
  const [registered] = await service.apps();
  expect(registered?.functions.find(({ id }) => id === 'test-debounced')?.problem).toContain('debounce');
});

test('events need the event key', async () => {
  const response = await fetch(`http://127.0.0.1:${executor.port}/e/wrong`, { method: 'POST', body: '[]' });
  expect(response.status).toBe(401);
});

test('what is asked of an app that was not started waits until it is', async () => {
  await executor.stop();
  executor = await start([]);
  const before = count('out');
  const sent = [await send('seq.start', { n: 1 }), await send('limit.start'), await send('limit.start')];
  await until(async () => (await database.db.$count(parked)) === sent.length);
  await executor.stop();
  executor = await start([{ id: 'test', url: app.url }]);
  for (const id of sent) expect(await ended(id)).toMatchObject({ status: 'completed' });
  expect(count('out')).toBe(before + 2);
});

test('a run that nothing asks for any more is found and goes on', async () => {
  const [fn] = await database.db.select().from(functions).where(eq(functions.id, 'test-sequence'));
  const eventId = newId();
  const payload = { id: eventId, name: 'seq.start', data: { n: 1 }, ts: Date.now() };
  await database.db.insert(jobEvents).values({ id: eventId, name: 'seq.start', payload });
  const run = { id: newId(), functionId: fn?.id ?? '', appId: 'test', eventId, eventName: 'seq.start' };
  await database.db.insert(runs).values({ ...run, createdAt: new Date(Date.now() - 120_000) });
  expect(await revive(database.db, new Date())).toBe(1);
  expect(await ended(eventId)).toMatchObject({ status: 'completed', output: { b: 4 } });
  expect(await revive(database.db, new Date())).toBe(0);
});
