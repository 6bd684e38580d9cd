import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '@portfolio/platform/browser/binary';
import { writeFontConfig } from '@portfolio/platform/browser/fonts';
import { type Browser, chromium } from 'playwright-core';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const names = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'] as const;
export type Site = (typeof names)[number];
export type Platform = {
  origins: Record<Site, string>;
  dataDir: string;
  /** The launcher, whose children all the others are. */
  pid: number;
  stop: () => Promise<void>;
  output: () => string;
};

/** Five unrelated sites to a browser: cookies and storage of one are not the other's. */
const originsFrom = (base: number): Record<Site, string> => ({
  accounts: `http://127.0.0.2:${base}`,
  educationelly: `http://127.0.0.3:${base + 1}`,
  codetalk: `http://127.0.0.4:${base + 2}`,
  firebook: `http://127.0.0.5:${base + 3}`,
  intervalai: `http://127.0.0.6:${base + 4}`,
});

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });

/**
 * Starts the platform in a folder of its own, as npm start does, and waits until it says that it is ready: the whole of
 * it, or accounts and the apps that are named.
 */
export const startPlatform = async (
  portBase: number,
  variables: Record<string, string> = {},
  apps: readonly Site[] = [],
): Promise<Platform> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'platform-e2e-'));
  const origins = originsFrom(portBase);
  const urls = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_URL`, origins[name]]));
  const env: Record<string, string | undefined> = {
    ...process.env,
    PORT_BASE: String(portBase),
    DATA_DIR: dataDir,
    SEED_DEMO: '0',
    ...urls,
    ...variables,
  };
  delete env.VITEST;
  env.NODE_ENV = 'production';
  const child = spawn(process.execPath, [join(root, 'scripts/launch.ts'), 'start', ...apps], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  await new Promise<void>((done, fail) => {
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Ready. Ctrl-C')) done();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('exit', (code) =>
      fail(new Error(`the platform ended with code ${code}:\n${output.slice(-4_000)}`)),
    );
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { origins, dataDir, pid: child.pid ?? 0, stop, output: () => output };
};

/** The browser of the journeys: the one that the product itself takes its screenshots with. */
export const launchBrowser = async (): Promise<Browser> => {
  const cacheDir = join(root, 'node_modules', '.cache', 'browser');
  const binary = await findBrowser({
    cacheDir,
    packagesFrom: root,
    executablePath: process.env.CHROMIUM_PATH,
  });
  const libraries = binary.libraries ? { LD_LIBRARY_PATH: binary.libraries } : {};
  return chromium.launch({
    executablePath: binary.path,
    env: {
      ...process.env,
      ...libraries,
      FONTCONFIG_FILE: await writeFontConfig(cacheDir, root),
    },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};
