import { createHmac } from 'node:crypto';
import { newId } from '@portfolio/db/ids';
import { testDatabase } from '@portfolio/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventKey, signingKey, startTestApp, type TestApp } from './testing/app.ts';
import type { Caller, Ended } from './testing/caller.ts';
import { SpecDriver } from './testing/driver.ts';
import { executorCaller } from './testing/process.ts';
import { until } from './testing/until.ts';

const ports = { executor: 3_397, driver: 3_396 };

const callers = {
  executor: async (): Promise<Caller> => {
    const { url: databaseUrl } = await testDatabase();
    return executorCaller({ databaseUrl, signingKey, eventKey, port: ports.executor, appId: 'test' });
  },
  driver: (): Promise<Caller> => new SpecDriver({ signingKey }).listen(ports.driver),
};

describe.each(['executor', 'driver'] as const)('Inngest protocol, called by the %s', (which) => {
  let caller: Caller;
  let app: TestApp;
  let registered: string[];

  const send = async (
    name: string,
    data: Record<string, unknown> = {},
    id: string = newId(),
  ): Promise<string> => {
    await caller.send({ id, name, data });
    return id;
  };
  const ended = (id: string): Promise<Ended> => until(() => caller.result(id));
  const count = (word: string): number => app.trace.filter((line) => line === word).length;

  beforeAll(async () => {
    caller = await callers[which]();
    app = await startTestApp({ baseUrl: `http://127.0.0.1:${ports[which]}` });
    registered = await caller.register(app.url);
  });

  afterAll(async () => {
    await caller.stop();
    await app.close();
  });

  test('the app registers its functions', () => {
    expect(registered).toEqual(
      expect.arrayContaining(['test-sequence', 'test-hopeless', 'test-hopeless-failure']),
    );
  });

  test('steps run one after the other, each once', async () => {
    expect(await ended(await send('seq.start', { n: 4 }))).toEqual({
      status: 'completed',
      output: { b: 10 },
    });
    expect(app.trace).toEqual(['first', 'second']);
  });

  test('an event that comes twice starts one run', async () => {
    const id = await send('body.start');
    await send('body.start', {}, id);
    expect(await ended(id)).toEqual({ status: 'completed', output: 'third' });
    expect(app.trace.filter((line) => line.startsWith('body'))).toEqual(['body 0', 'body 1', 'body 2']);
  });

  test('parallel steps are each asked for once', async () => {
    expect(await ended(await send('par.start'))).toEqual({ status: 'completed', output: 'ABC' });
    for (const name of ['a', 'b', 'c', 'join']) expect(count(name)).toBe(1);
  });

  test('a sleep lasts as long as it says', async () => {
    const began = Date.now();
    expect(await ended(await send('sleep.start'))).toEqual({ status: 'completed', output: 'rested' });
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
    expect(count('before')).toBe(1);
  });

  test('a step waits for the event that matches', async () => {
    const id = await send('wait.start', { key: 'k1' });
    await until(() => caller.isWaiting(id));
    await send('wait.answer', { key: 'other', value: 1 });
    await send('wait.answer', { key: 'k1', value: 42 });
    expect(await ended(id)).toEqual({ status: 'completed', output: 42 });
  });

  test('a wait ends by itself', async () => {
    expect(await ended(await send('impatient.start'))).toEqual({ status: 'completed', output: 'timeout' });
  });

  test('a failing step is tried again until it succeeds', async () => {
    expect(await ended(await send('flaky.start'))).toEqual({ status: 'completed', output: 3 });
    expect(app.trace.filter((line) => line.startsWith('try'))).toEqual(['try 1', 'try 2', 'try 3']);
  });

  test('a step that says when to come back is asked then', async () => {
    expect(await ended(await send('later.start'))).toEqual({ status: 'completed', output: 'came back' });
    const times = app.trace.filter((line) => line.startsWith('later ')).map((line) => Number(line.slice(6)));
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(900);
  });

  test('a final error ends the run at once', async () => {
    expect(await ended(await send('final.start'))).toMatchObject({
      status: 'failed',
      message: 'never again',
    });
    expect(count('no')).toBe(1);
  });

  test('a function may catch what a step could not do', async () => {
    expect(await ended(await send('catch.start'))).toEqual({ status: 'completed', output: 'mended broken' });
  });

  test('after the last try the failure handler runs', async () => {
    expect(await ended(await send('hopeless.start', { n: 7 }))).toMatchObject({ status: 'failed' });
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
    expect(await ended(await send('send.start'))).toEqual({ status: 'completed', output: ['sent-by-step'] });
    expect(await ended('sent-by-step')).toEqual({ status: 'completed', output: { b: 42 } });
  });

  test('a crash between two steps repeats neither', async () => {
    const id = await send('crash.start');
    await until(async () => count('past-one') > 0);
    await caller.crash();
    expect(await ended(id)).toEqual({ status: 'completed', output: 'both' });
    expect([count('one'), count('two')]).toEqual([1, 1]);
  });
});

describe('a call that is not Inngest’s', () => {
  let app: TestApp;
  const body = JSON.stringify({ event: { name: 'seq.start', data: { n: 1 } }, events: [], steps: {} });
  const now = (): number => Math.floor(Date.now() / 1000);
  const signature = (key: string, t: number, text = body): string =>
    `t=${t}&s=${createHmac('sha256', key).update(`${text}${t}`).digest('hex')}`;
  const key = signingKey.replace(/^signkey-\w+-/, '');

  beforeAll(async () => {
    app = await startTestApp({ baseUrl: 'http://127.0.0.1:9' });
  });
  afterAll(() => app.close());

  test.each([
    ['unsigned', () => ({})],
    ['signed with another key', () => ({ 'x-inngest-signature': signature('cd'.repeat(32), now()) })],
    ['signed six minutes ago', () => ({ 'x-inngest-signature': signature(key, now() - 360) })],
    ['signed for the day after tomorrow', () => ({ 'x-inngest-signature': signature(key, now() + 172_800) })],
    ['signed for another body', () => ({ 'x-inngest-signature': signature(key, now(), '{}') })],
    ['signed with nonsense', () => ({ 'x-inngest-signature': 't=&s=' })],
  ])('%s is refused', async (_name, headers) => {
    for (const method of ['POST', 'PUT']) {
      const response = await fetch(`${app.url}?fnId=test-sequence&stepId=step`, {
        method,
        body,
        headers: { 'content-type': 'application/json', 'x-inngest-sync-kind': 'in_band', ...headers() },
      });
      expect(response.status).toBe(401);
    }
    expect(app.trace).toEqual([]);
  });
});
