import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { launchBrowser } from './launch.ts';

const folders: string[] = [];
afterAll(() => {
  for (const dir of folders) rmSync(dir, { recursive: true, force: true });
});

/** Starts a program that notes as whom and how it was started, and ends: no attempt succeeds, so all are made. */
const attemptsWith = async (allowWithoutSandbox: boolean) => {
  const dir = mkdtempSync(join(tmpdir(), 'platform-launch-'));
  folders.push(dir);
  chmodSync(dir, 0o755);
  const notes = join(dir, 'notes');
  writeFileSync(notes, '');
  chmodSync(notes, 0o666);
  const path = join(dir, 'browser');
  writeFileSync(path, `#!/bin/sh\necho "$(id -u) $*" >> "${notes}"\nexit 7\n`, { mode: 0o755 });
  const warned: string[] = [];
  const launched = launchBrowser({
    binary: { path, source: 'configured' },
    cacheDir: dir,
    fontConfigPath: join(dir, 'fonts.conf'),
    proxyUrl: 'http://127.0.0.1:1',
    pageHeapMb: 64,
    allowWithoutSandbox,
    warn: (message) => warned.push(message),
  });
  await expect(launched).rejects.toThrow('does not start');
  const made = readFileSync(notes, 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ uid: Number.parseInt(line, 10), sandbox: !line.includes('--no-sandbox') }));
  return { made, warned };
};

const self = process.getuid?.() ?? 0;
const unprivileged = self === 0 ? 65_534 : self;

test('without leave the browser never starts outside its sandbox, and the reason is logged', async () => {
  const { made, warned } = await attemptsWith(false);
  expect(made).toEqual([{ uid: unprivileged, sandbox: true }]);
  expect(warned).toHaveLength(1);
  expect(warned[0]).toContain('It needs its sandbox here');
});

test('with leave it goes without as an unprivileged user first', async () => {
  const { made } = await attemptsWith(true);
  const last = self === 0 ? [{ uid: 0, sandbox: false }] : [];
  expect(made).toEqual([
    { uid: unprivileged, sandbox: true },
    { uid: unprivileged, sandbox: false },
    ...last,
  ]);
});
