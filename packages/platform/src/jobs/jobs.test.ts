import { createServer } from 'node:http';
import { newId } from '@portfolio/db/ids';
import { functions, jobEvents, runs } from '@portfolio/db/schema/jobs';
import { testDatabase } from '@portfolio/db/testing';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../events/events.ts';
import { DomainError } from '../kernel/errors.ts';
import { createLog } from '../kernel/log.ts';
import { embeddedJobs } from './drivers/embedded.ts';
import { inngestJobs } from './drivers/inngest.ts';
import { syncApp } from './executor/sync.ts';
import { eventKey, signingKey } from './executor/testing/app.ts';
import { serveHandlers } from './executor/testing/serve.ts';
import { createAppInngest, defineCron, defineJob } from './functions.ts';
import { jobsHandler } from './handler.ts';
import { jobsContract } from './jobs.contract.ts';
import { RefusedEvent, toWire, type WireEvent } from './jobs.ts';
import { JobsService } from './service.ts';

const { db } = await testDatabase();
const log = createLog('test', 'silent');
const thing = defineEvent('contract.thing.done', 2, z.object({ n: z.number(), text: z.string() }));

jobsContract('embedded', async () => ({
  jobs: embeddedJobs(db),
  taken: async () => {
    const rows = await db.select().from(jobEvents).orderBy(asc(jobEvents.receivedAt));
    return rows.map(({ payload }) => wire(payload)).sort((a, b) => Number(a.data.n) - Number(b.data.n));
  },
  startRun: async () => {
    const config = { id: 'firebook-endless', triggers: [{ event: thing.name }], steps: {} };
    await db
      .insert(functions)
      .values({ id: 'firebook-endless', appId: 'firebook', name: 'endless', config })
      .onConflictDoNothing();
    const event = thing.of({ subject: newId(), actor: null, data: { n: 9, text: '' } });
    await embeddedJobs(db).send([event]);
    const [run] = await db.select().from(runs).where(eq(runs.eventId, event.id));
    return run?.id ?? '';
  },
}));

const wire = (value: unknown): WireEvent =>
  z
    .object({ id: z.string(), name: z.string(), ts: z.number(), data: z.record(z.string(), z.unknown()) })
    .parse(value);

/** The other end of the wire, as Inngest documents its event and run endpoints. */
const peer = {
  events: new Map<string, WireEvent>(),
  running: new Set<string>(),
  failures: 0,
  server: createServer(),
};
let baseUrl = '';

beforeAll(async () => {
  peer.server.on('request', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const url = request.url ?? '';
    if (url === '/health') return reply(200, { status: 200 });
    if (request.method === 'DELETE' && url.startsWith('/v1/runs/')) {
      if (!request.headers.authorization?.startsWith('Bearer signkey-test-')) return reply(401, {});
      return reply(peer.running.delete(url.slice(9)) ? 202 : 404, {});
    }
    if (url !== `/e/${eventKey}`) return reply(401, { error: 'Event key Not Found', status: 401 });
    if (peer.failures > 0) {
      peer.failures -= 1;
      return reply(503, { error: 'try later', status: 503 });
    }
    const events = z
      .array(z.unknown())
      .parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      .map(wire);
    if (events.some(({ data }) => data.text === 'refuse me')) return reply(400, { error: null, status: 400 });
    for (const event of events) if (!peer.events.has(event.id)) peer.events.set(event.id, event);
    reply(200, { ids: events.map(({ id }) => id), status: 200 });
  });
  await new Promise<void>((done) => peer.server.listen(0, '127.0.0.1', done));
  const address = peer.server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  peer.server.closeAllConnections();
  peer.server.close();
});

jobsContract('inngest', async () => ({
  jobs: inngestJobs({ eventKey, signingKey, baseUrl }),
  taken: async () => [...peer.events.values()],
  startRun: async () => {
    const id = newId();
    peer.running.add(id);
    return id;
  },
}));

test('inngest: a server that is busy is asked again', async () => {
  peer.failures = 2;
  const event = thing.of({ subject: newId(), actor: null, data: { n: 1, text: 'busy' } });
  await inngestJobs({ eventKey, signingKey, baseUrl }).send([event]);
  expect(peer.events.has(event.id)).toBe(true);
});

test('inngest: an event that the server will never take is told apart from a wrong key', async () => {
  const event = thing.of({ subject: newId(), actor: null, data: { n: 1, text: 'refuse me' } });
  await expect(inngestJobs({ eventKey, signingKey, baseUrl }).send([event])).rejects.toBeInstanceOf(
    RefusedEvent,
  );
  const wrong = inngestJobs({ eventKey: 'wrong', signingKey, baseUrl }).send([event]);
  await expect(wrong).rejects.not.toBeInstanceOf(RefusedEvent);
});

test('an app registers what defineJob and defineCron say, and a job gets its event typed and checked', async () => {
  const seen: unknown[] = [];
  const inngest = createAppInngest({
    app: 'accounts',
    env: { driver: 'embedded', eventKey, signingKey, baseUrl: 'http://127.0.0.1:9' },
    log,
    jobs: [
      defineJob(
        { id: 'note', on: thing, retries: 1, cancelOn: [{ event: thing }] },
        async ({ event, step }) => {
          await step.run('see', () => void seen.push([event.subject, event.data.n]));
          await step.run('refuse', () => {
            throw new DomainError('not_found', 'It is gone.');
          });
        },
      ),
      defineCron({ id: 'nightly', cron: 'TZ=Europe/Zurich 0 3 * * *' }, async () => {}),
    ],
  });
  const served = await serveHandlers(jobsHandler(inngest));
  const app = { id: 'accounts', url: served.url };
  const first = await syncApp({ db, app, signingKey, timeoutMs: 5_000 });
  const second = await syncApp({ db, app, signingKey, timeoutMs: 5_000 });
  expect([first, second]).toEqual([
    { changed: true, problems: [] },
    { changed: false, problems: [] },
  ]);
  const [registered] = (await new JobsService({ db, jobs: embeddedJobs(db) }).apps()).filter(
    ({ id }) => id === 'accounts',
  );
  expect(registered?.functions.map(({ id }) => id)).toEqual(['accounts-nightly', 'accounts-note']);
  await served.close();
});

test('the envelope survives the wire', () => {
  const event = thing.of({ subject: 's', actor: 'a', data: { n: 1, text: 'x' }, requestId: 'r' });
  expect(toWire(event)).toMatchObject({
    id: event.id,
    v: '2',
    data: { n: 1, text: 'x', meta: { subject: 's' } },
  });
});
