import { testDatabase } from '@portfolio/db/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { postgresKeyValue } from '../kv/drivers/postgres.ts';
import { testPerson } from '../testing.ts';
import type { Actor } from './actor.ts';
import { parseEnv } from './env.ts';
import { createLog } from './log.ts';
import { createGate } from './request.ts';
import { createRest } from './rest.ts';
import { authed, router } from './trpc.ts';

const { db } = await testDatabase();
const made: string[] = [];
const things = router({
  create: authed
    .meta({ rest: { method: 'POST', path: '/things' }, scope: 'students:write', summary: 'Make a thing' })
    .input(z.object({ name: z.string() }))
    .output(z.object({ n: z.number() }))
    .mutation(({ ctx }) => ({ n: made.push(ctx.request.tenant ?? 'none') })),
});

const owner = testPerson();
const people: Record<string, Actor> = {
  whole: owner,
  narrow: { ...owner, kind: 'personal_token', scopes: new Set(['profile']) },
};
const gate = createGate({
  app: 'educationelly',
  env: parseEnv({ DEPLOYMENT: 'local', PLATFORM_SECRET: 'x'.repeat(64) }),
  log: createLog('test', 'silent'),
  kv: postgresKeyValue(db),
  authenticator: { bearer: async (token) => people[token] ?? null, cookie: async () => null },
  tenantHeader: 'x-district-id',
});
const rest = createRest({ router: things, gate, db });

const create = async (key: string, token: string, district?: string) => {
  const answer = await rest(
    new Request('http://localhost/api/v1/things', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(district ? { 'x-district-id': district } : {}),
      },
      body: JSON.stringify({ name: 'x' }),
    }),
  );
  const body: { n?: number; code?: string } = await answer.json();
  return { status: answer.status, replayed: answer.headers.has('idempotency-replayed'), ...body };
};

test('an answer is given again only to who may ask for it', async () => {
  const first = await create('a', 'whole');
  expect(first).toMatchObject({ status: 201, replayed: false });
  expect(await create('a', 'whole')).toEqual({ ...first, replayed: true });
  expect(await create('a', 'narrow')).toMatchObject({ status: 403, code: 'insufficient_scope' });
});

test('the same key in another district is another request', async () => {
  made.length = 0;
  for (const district of ['north', 'south', undefined]) await create('b', 'whole', district);
  expect(made).toEqual(['north', 'south', 'none']);
  expect(await create('b', 'whole', 'south')).toMatchObject({ n: 2, replayed: true });
});
