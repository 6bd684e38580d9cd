import { Writable } from 'node:stream';
import { testDatabase } from '@portfolio/db/testing';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { postgresKeyValue } from '../kv/drivers/postgres.ts';
import { parseEnv } from './env.ts';
import { randomToken } from './keys.ts';
import { createLog } from './log.ts';
import { maskedPath } from './path.ts';
import { createGate, type Gate } from './request.ts';
import { createRest } from './rest.ts';
import { open, router } from './trpc.ts';

let lines = '';
let rest: (req: Request) => Promise<Response>;
let gate: Gate;

beforeAll(async () => {
  const { db } = await testDatabase();
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines += chunk;
      done();
    },
  });
  const env = parseEnv({ DEPLOYMENT: 'local', PLATFORM_SECRET: 'x'.repeat(32) });
  const authenticator = { bearer: async () => null, cookie: async () => null };
  const log = createLog('test', 'info', sink);
  gate = createGate({ app: 'accounts', env, log, kv: postgresKeyValue(db), authenticator });
  const routes = router({
    verify: open
      .meta({
        scope: 'public',
        summary: 'Prove',
        rest: { method: 'POST', path: '/auth/email/verify/{token}', status: 204 },
      })
      .input(z.object({ token: z.string() }))
      .output(z.void())
      .mutation(() => undefined),
  });
  rest = createRest({ router: routes, gate, db });
});

test('a token in a path is in no log line', async () => {
  const token = randomToken();
  const path = `/api/v1/auth/email/verify/${token}`;
  expect((await rest(new Request(`http://localhost${path}`, { method: 'POST' }))).status).toBe(204);
  expect(lines).toContain('"path":"/api/v1/auth/email/verify/{token}"');
  expect((await rest(new Request(`http://localhost${path}/x`))).status).toBe(404);
  expect(lines).toContain('"path":"/api/v1/auth/email/verify/:masked/x"');
  expect(lines).not.toContain(token);
});

test('tokens are masked, words and ids are not', () => {
  for (let round = 0; round < 1_000; round += 1)
    expect(maskedPath(`/invite/${randomToken()}`)).toBe('/invite/:masked');
  for (const path of [
    '/api/trpc/notifications.setPreferences,users.me',
    '/api/media/0190a5a0-7c1b-7abc-8def-0123456789ab/original',
  ])
    expect(maskedPath(path)).toBe(path);
});
