import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { logFile } from './log-file.ts';
import { Supervisor } from './processes.ts';

const dir = mkdtempSync(join(tmpdir(), 'platform-processes-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('logs are for their owner alone, older ones too', () => {
  const path = join(dir, 'logs', 'app.log');
  mkdirSync(join(dir, 'logs'));
  writeFileSync(path, 'old\n', { mode: 0o644 });
  const keep = logFile(path, () => {});
  keep('new\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe('old\nnew\n');
});

test('a log that cannot be written is said once and ends nobody', async () => {
  const said: string[] = [];
  // A file where the folder of the logs should be, as hard to write to as a full disk.
  writeFileSync(join(dir, 'no-folder'), '');
  await new Promise<void>((done) => {
    const supervisor = new Supervisor((line) => {
      said.push(line);
      if (line.startsWith('talker ended')) void supervisor.stop(1_000).then(done);
    });
    supervisor.start({
      name: 'talker',
      command: [process.execPath, '-e', "console.log('a'); console.error('b')"],
      cwd: dir,
      env: {},
      logFile: join(dir, 'no-folder', 'talker.log'),
    });
  });
  expect(said.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
});
