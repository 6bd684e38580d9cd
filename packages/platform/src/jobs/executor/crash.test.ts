import { newId } from '@portfolio/db/ids';
import { deadLetters, outbox } from '@portfolio/db/schema/events';
import { runs } from '@portfolio/db/schema/jobs';
import { entries } from '@portfolio/db/schema/kv';
import { type TestDatabase, testDatabase } from '@portfolio/db/testing';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent, publish } from '../../events/events.ts';
import { once } from '../../events/inbox.ts';
import { createLog } from '../../kernel/log.ts';
import { createAppInngest, defineJob } from '../functions.ts';
import { jobsHandler } from '../handler.ts';
import { executorDefaults } from './config.ts';
import { eventKey, signingKey } from './testing/app.ts';
import { executorCrashPoints, keepExecutor } from './testing/crash.ts';
import { serveHandlers } from './testing/serve.ts';
import { until } from './testing/until.ts';

const ordered = defineEvent('crash.order.placed', 1, z.object({ n: z.number() }));
const port = 3_398;

let database: TestDatabase;
let app: Awaited<ReturnType<typeof serveHandlers>>;

/** An effect of a job: a row that would be there twice if the effect had been done twice. */
const effect = (eventId: string, step: string): Promise<unknown> =>
  database.db.transaction((tx) =>
    once(tx, `orders.${step}`, eventId, () =>
      tx.insert(entries).values({ key: newId(), value: { eventId, step } }),
    ),
  );

const orders = defineJob({ id: 'orders', on: ordered }, async ({ event, step }) => {
  await step.run('charge', () => effect(event.id, 'charge').then(() => true));
  await Promise.all([
    step.run('pack', () => effect(event.id, 'pack').then(() => true)),
    step.run('tell', () => effect(event.id, 'tell').then(() => true)),
  ]);
  return step.run('ship', () => effect(event.id, 'ship').then(() => event.data.n));
});

beforeAll(async () => {
  database = await testDatabase();
  const inngest = createAppInngest({
    app: 'firebook',
    env: { driver: 'embedded', eventKey, signingKey, baseUrl: `http://127.0.0.1:${port}` },
    jobs: [orders],
    log: createLog('test', 'silent'),
  });
  app = await serveHandlers(jobsHandler(inngest));
});

afterAll(async () => {
  await app.close();
  await database.close();
});

test.each(executorCrashPoints)(
  'killed at %s, the executor loses nothing and does nothing twice',
  async (point) => {
    const keeper = keepExecutor(
      {
        ...executorDefaults,
        databaseUrl: database.url,
        port,
        eventKey,
        signingKey,
        apps: [{ id: 'firebook', url: app.url }],
        retryBaseMs: 50,
      },
      `${point}:2`,
    );
    try {
      const events = Array.from({ length: 6 }, (_, n) =>
        ordered.of({ subject: newId(), actor: null, data: { n } }),
      );
      for (const event of events) {
        await database.db.transaction((tx) => publish(tx, event));
        // Let some be handed on alone, so that the relay passes its points more than once.
        if (event.data.n === 2) await until(async () => (await database.db.$count(outbox)) === 0);
      }
      const ids = events.map(({ id }) => id);
      const done = await until(async () => {
        const found = await database.db.select().from(runs).where(inArray(runs.eventId, ids));
        return found.length === 6 && found.every(({ status }) => status === 'completed') && found;
      }, 20_000);
      expect(done.map(({ output }) => output).sort()).toEqual([0, 1, 2, 3, 4, 5]);
      expect(keeper.deaths()).toBe(1);
      const effects = await database.db.select({ value: entries.value }).from(entries);
      const mine = effects
        .map(({ value }) => JSON.stringify(value))
        .filter((text) => ids.some((id) => text.includes(id)));
      expect(mine).toHaveLength(6 * 4);
      expect(new Set(mine).size).toBe(6 * 4);
      expect(await database.db.$count(deadLetters)).toBe(0);
    } finally {
      await keeper.stop();
    }
  },
);
