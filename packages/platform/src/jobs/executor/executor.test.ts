import { newId } from '@portfolio/db/ids';
import { deadLetters } from '@portfolio/db/schema/events';
import { runs } from '@portfolio/db/schema/jobs';
import { type TestDatabase, testDatabase } from '@portfolio/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../kernel/log.ts';
import { embeddedJobs } from '../drivers/embedded.ts';
import { JobsService } from '../service.ts';
import { executorDefaults } from './config.ts';
import { type Executor, startExecutor } from './executor.ts';
import { eventKey, signingKey, startTestApp, type TestApp } from './testing/app.ts';

let database: TestDatabase;
let app: TestApp;
let executor: Executor;
const log = createLog('test', 'silent');

const until = async <T>(look: () => Promise<T | undefined | false>, withinMs = 10_000): Promise<T> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error('it did not come');
    await new Promise((done) => setTimeout(done, 20));
  }
};

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

beforeAll(async () => {
  database = await testDatabase();
  const port = 3_399;
  app = await startTestApp({ baseUrl: `http://127.0.0.1:${port}` });
  executor = await startExecutor(
    {
      ...executorDefaults,
      databaseUrl: database.url,
      port,
      eventKey,
      signingKey,
      apps: [{ id: 'test', url: app.url }],
      retryBaseMs: 50,
    },
    log,
  );
  await until(async () => (await fetch(`http://127.0.0.1:${executor.port}/api/ready`)).status === 200);
});

afterAll(async () => {
  await executor.stop();
  await app.close();
  await database.close();
});

test('steps run one after the other, each once', async () => {
  const run = await ended(await send('seq.start', { n: 4 }));
  expect(run).toMatchObject({ status: 'completed', output: { b: 10 } });
  expect(app.trace).toEqual(['first', 'second']);
});

test('an event that comes twice starts one run', async () => {
  const id = await send('body.start');
  await send('body.start', {}, id);
  const run = await ended(id);
  expect(run).toMatchObject({ status: 'completed', output: 'third' });
  expect(app.trace.filter((line) => line.startsWith('body'))).toEqual(['body 0', 'body 1', 'body 2']);
});

test('parallel steps are each asked for once', async () => {
  const run = await ended(await send('par.start'));
  expect(run).toMatchObject({ status: 'completed', output: 'ABC' });
  for (const name of ['a', 'b', 'c', 'join']) expect(count(name)).toBe(1);
});

test('a sleep lasts as long as it says', async () => {
  const began = Date.now();
  const run = await ended(await send('sleep.start'));
  expect(run).toMatchObject({ status: 'completed', output: 'rested' });
  expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
  expect(count('before')).toBe(1);
});

test('a step waits for the event that matches', async () => {
  const id = await send('wait.start', { key: 'k1' });
  const service = new JobsService({ db: database.db, jobs: embeddedJobs(database.db) });
  await until(async () => {
    const [run] = await database.db.select().from(runs).where(eq(runs.eventId, id));
    return run && (await service.get(run.id)).steps.some(({ status }) => status === 'waiting');
  });
  await send('wait.answer', { key: 'other', value: 1 });
  await send('wait.answer', { key: 'k1', value: 42 });
  expect(await ended(id)).toMatchObject({ status: 'completed', output: 42 });
});

test('a wait ends by itself', async () => {
  expect(await ended(await send('impatient.start'))).toMatchObject({ output: 'timeout' });
});

test('a failing step is tried again until it succeeds', async () => {
  expect(await ended(await send('flaky.start'))).toMatchObject({ status: 'completed', output: 3 });
});

test('a step that says when to come back is asked then', async () => {
  expect(await ended(await send('later.start'))).toMatchObject({ status: 'completed', output: 'came back' });
  const [first = 0, second = 0] = app.trace
    .filter((line) => line.startsWith('later '))
    .map((line) => Number(line.slice(6)));
  expect(second - first).toBeGreaterThanOrEqual(900);
});

test('a final error ends the run at once, as a dead letter', async () => {
  const id = await send('final.start');
  expect(await ended(id)).toMatchObject({ status: 'failed', error: { message: 'never again' } });
  expect(count('no')).toBe(1);
  const letters = await database.db.select().from(deadLetters).where(eq(deadLetters.eventId, id));
  expect(letters).toMatchObject([{ consumer: 'test-final', resolution: null }]);
});

test('a function may catch what a step could not do', async () => {
  expect(await ended(await send('catch.start'))).toMatchObject({
    status: 'completed',
    output: 'mended broken',
  });
});

test('after the last try the failure handler runs', async () => {
  const run = await ended(await send('hopeless.start', { n: 7 }));
  expect(run.status).toBe('failed');
  expect(count('always')).toBe(2);
  await until(async () => count('failure of 7: always fails') === 1);
});

test('an event cancels the runs that match it', async () => {
  const [kept, gone] = [
    await send('cancel.start', { key: 'kept' }),
    await send('cancel.start', { key: 'gone' }),
  ];
  await until(async () => count('begun') === 2);
  await send('cancel.now', { key: 'gone' });
  expect(await ended(gone)).toMatchObject({ status: 'cancelled' });
  expect(await ended(kept)).toMatchObject({ status: 'completed' });
  expect(count('never')).toBe(1);
});

test('a step sends events', async () => {
  expect(await ended(await send('send.start'))).toMatchObject({
    status: 'completed',
    output: ['sent-by-step'],
  });
  expect(await ended('sent-by-step')).toMatchObject({ output: { b: 42 } });
});

test('a concurrency limit holds, and nothing waits for ever', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => send('limit.start')));
  await Promise.all(ids.map(ended));
  let inside = 0;
  let most = 0;
  for (const line of app.trace) {
    if (line === 'in') inside += 1;
    if (line === 'out') inside -= 1;
    most = Math.max(most, inside);
  }
  expect(count('out')).toBe(12);
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
