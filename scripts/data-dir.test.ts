import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepareDataDir } from './data-dir.ts';

const folders: string[] = [];
const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'platform-reset-'));
  folders.push(dir);
  return dir;
};
afterAll(() => {
  for (const dir of folders) rmSync(dir, { recursive: true, force: true });
});

/** npm run reset -- --yes, with ports that nobody listens on. */
const reset = (dataDir: string): Promise<{ code: number; said: string }> =>
  new Promise((done) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT_BASE: '41000' };
    const script = join(import.meta.dirname, 'reset.ts');
    execFile(process.execPath, [script, '--yes'], { env }, (error, out, err) =>
      done({ code: error ? 1 : 0, said: out + err }),
    );
  });

const withDatabase = (dir: string): void => {
  prepareDataDir(dir);
  mkdirSync(join(dir, 'postgres'));
  writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '18\n');
  writeFileSync(join(dir, 'secret'), 'a secret\n');
};

/** A process whose command line names `word`, as PostgreSQL's and the launcher's do. */
const living = (word: string): ChildProcess =>
  spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)', word], { stdio: 'ignore' });

test('a reset deletes what is ours and leaves what is not', async () => {
  const dir = folder();
  withDatabase(dir);
  writeFileSync(join(dir, 'mine.txt'), 'a letter');
  expect((await reset(dir)).code).toBe(0);
  expect(readdirSync(dir)).toEqual(['mine.txt']);
});

test('a reset refuses a folder without our mark, and writes nothing into it', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'letter.txt'), 'dear');
  mkdirSync(join(dir, 'files'));
  const { code, said } = await reset(dir);
  expect(code).toBe(1);
  expect(said).toContain('is no data folder of this platform');
  expect(readdirSync(dir).sort()).toEqual(['files', 'letter.txt']);
});

test.each([
  ['PostgreSQL', 'postgres/postmaster.pid', 'postgres'],
  ['the launcher', 'launcher.pid', 'launch.ts'],
])('a reset refuses while %s runs on the folder, whatever the ports', async (_who, file, word) => {
  const dir = folder();
  withDatabase(dir);
  const child = living(word);
  writeFileSync(join(dir, file), `${child.pid}\n`);
  try {
    const { code, said } = await reset(dir);
    expect(code).toBe(1);
    expect(said).toContain(`process ${child.pid}`);
    expect(existsSync(join(dir, 'postgres', 'PG_VERSION'))).toBe(true);
  } finally {
    child.kill('SIGKILL');
  }
});

test('a pid file that a crash left behind does not hold a reset up', async () => {
  const dir = folder();
  withDatabase(dir);
  const child = living('postgres');
  await new Promise((done) => child.once('spawn', done));
  child.kill('SIGKILL');
  await new Promise((done) => child.once('exit', done));
  writeFileSync(join(dir, 'postgres', 'postmaster.pid'), `${child.pid}\n`);
  expect((await reset(dir)).code).toBe(0);
  expect(existsSync(dir)).toBe(false);
});

test("a start refuses somebody else's folder and closes its own to others", () => {
  const foreign = folder();
  writeFileSync(join(foreign, 'letter.txt'), 'dear');
  expect(() => prepareDataDir(foreign)).toThrow('name an empty folder');
  expect(readdirSync(foreign)).toEqual(['letter.txt']);
  const dir = folder();
  prepareDataDir(dir);
  expect(statSync(dir).mode & 0o066).toBe(0);
  expect(statSync(join(dir, 'logs')).mode & 0o777).toBe(0o700);
});
