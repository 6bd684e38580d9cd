import { testDatabase } from '@portfolio/db/testing';
import { afterAll, expect, test, vi } from 'vitest';
import { router } from '../kernel/trpc.ts';
import { createApp } from './app.ts';
import { createPlatform } from './platform.ts';

const database = await testDatabase();
vi.stubEnv('DEPLOYMENT', 'local');
vi.stubEnv('DATABASE_URL', database.url);
vi.stubEnv('PLATFORM_SECRET', 'x'.repeat(32));
vi.stubEnv('LOG_LEVEL', 'silent');
const platform = createPlatform('accounts');
const app = createApp({ platform, title: 'Test', router: router({}), jobs: [] });
afterAll(() => platform.close());

const ask = (path: string, method: string): Promise<Response> =>
  app.handle(new Request(`http://localhost:3000${path}`, { method }));

test('an app whose schema is behind is not ready until it is migrated, and says so', async () => {
  await database.sql`create table kept as select * from drizzle.__drizzle_migrations`;
  await database.sql`delete from drizzle.__drizzle_migrations`;
  const behind = await ask('/api/ready', 'GET');
  expect(behind.status).toBe(503);
  expect(await behind.json()).toMatchObject({ problem: expect.stringContaining('run npm run migrate') });
  await database.sql`insert into drizzle.__drizzle_migrations select * from kept`;
  expect((await ask('/api/ready', 'GET')).status).toBe(200);
});

test.each(['/api/health', '/api/ready'])('HEAD %s answers as GET does, without a body', async (path) => {
  const [get, head] = [await ask(path, 'GET'), await ask(path, 'HEAD')];
  expect(get.status).toBe(200);
  expect(head.status).toBe(200);
  expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
  expect(await head.text()).toBe('');
});
