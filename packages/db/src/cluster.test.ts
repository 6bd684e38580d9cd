import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSql } from './client.ts';
import { ensureCluster } from './cluster.ts';
import { startEmbeddedPostgres } from './embedded.ts';

const root = mkdtempSync(join(tmpdir(), 'platform-cluster-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
const folder = (): string => {
  const parent = join(root, String(made++));
  mkdirSync(parent);
  return join(parent, 'postgres');
};

const fill = (dir: string, content: string): void => {
  mkdirSync(join(dir, 'global'), { recursive: true });
  writeFileSync(join(dir, 'PG_VERSION'), content);
  writeFileSync(join(dir, 'global', 'pg_control'), content);
};

const ensure = (dir: string): { said: string[]; content: string } => {
  const said: string[] = [];
  ensureCluster(
    dir,
    () => fill(dir, 'new'),
    (line) => said.push(line),
  );
  return { said, content: readFileSync(join(dir, 'PG_VERSION'), 'utf8') };
};

test('a database without the marker is used as it is, and gets the marker', () => {
  const dir = folder();
  fill(dir, 'old');
  expect(ensure(dir)).toEqual({ said: [], content: 'old' });
  expect(existsSync(`${dir}.ready`)).toBe(true);
});

test('an initdb that did not finish begins again', () => {
  const dir = folder();
  expect(() =>
    ensureCluster(
      dir,
      () => {
        fill(dir, 'half');
        throw new Error('killed');
      },
      () => {},
    ),
  ).toThrow('killed');
  expect(ensure(dir).content).toBe('new');
  expect(readdirSync(join(dir, '..')).sort()).toEqual(['postgres', 'postgres.ready']);
});

test('a crash between the two markers does not cost the database', () => {
  const dir = folder();
  fill(dir, 'old');
  writeFileSync(`${dir}.ready`, '');
  writeFileSync(`${dir}.initialising`, '1\n');
  expect(ensure(dir).content).toBe('old');
  expect(existsSync(`${dir}.initialising`)).toBe(false);
});

test.each([true, false])('what is no complete database is set aside and said (marker: %s)', (marked) => {
  const dir = folder();
  mkdirSync(dir);
  writeFileSync(join(dir, 'PG_VERSION'), '18\n');
  writeFileSync(join(dir, 'half a restore'), 'precious');
  if (marked) writeFileSync(`${dir}.ready`, '');
  const { said, content } = ensure(dir);
  expect(content).toBe('new');
  const aside = readdirSync(join(dir, '..')).find((entry) => entry.startsWith('postgres.aside-')) ?? '';
  expect(readFileSync(join(dir, '..', aside, 'half a restore'), 'utf8')).toBe('precious');
  expect(said.join()).toContain(aside);
});

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

test('rows survive a restore of the database folder alone; another secret is said', async () => {
  const before = folder();
  const options = { port: await freePort(), password: 'first', durable: false };
  const first = await startEmbeddedPostgres({ ...options, dataDir: before });
  const url = first.ownerUrl.replace('/platform', '/postgres');
  const sql = createSql(url, { max: 1, name: 'test' });
  await sql`create table kept (word text)`;
  await sql`insert into kept values ('still here')`;
  await sql.end();
  await first.stop();
  const dataDir = folder();
  renameSync(before, dataDir);
  await expect(startEmbeddedPostgres({ ...options, dataDir, password: 'second' })).rejects.toThrow(
    'made with another secret',
  );
  const again = await startEmbeddedPostgres({ ...options, dataDir });
  const reader = createSql(url, { max: 1, name: 'test' });
  expect(await reader`select word from kept`).toMatchObject([{ word: 'still here' }]);
  await reader.end();
  await again.stop();
});
