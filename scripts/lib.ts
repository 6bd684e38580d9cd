import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AppName, appNames } from '@portfolio/platform/kernel/actor';
import { type Env, parseEnv } from '@portfolio/platform/kernel/env';
import { deriveKey } from '@portfolio/platform/kernel/keys';
import { prepareDataDir } from './data-dir.ts';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const dataDirOf = (given: string | undefined): string => resolve(root, given || '.data');

/** The local settings: DEPLOYMENT defaults to local here, and DATA_DIR/secret is made on first use. */
export const localSettings = (): { variables: Record<string, string>; settings: Env } => {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(process.env)) if (value !== undefined) given[key] = value;
  const dataDir = dataDirOf(given.DATA_DIR);
  const variables: Record<string, string> = {
    ...given,
    DEPLOYMENT: given.DEPLOYMENT || 'local',
    DATA_DIR: dataDir,
  };
  prepareDataDir(dataDir);
  if (!variables.PLATFORM_SECRET) ensureSecret(dataDir);
  return { variables, settings: parseEnv(variables) };
};

const ensureSecret = (dataDir: string): void => {
  const file = join(dataDir, 'secret');
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
};

export const demoUsername = 'demo';
/** The password of all demo people: another on each machine, the same at each start. */
export const demoPassword = (secret: string): string =>
  deriveKey(secret, 'demo-password').toString('base64url').slice(0, 14);

/** True when nobody listens there. */
export const isFree = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, host, () => server.close(() => done(true)));
  });

/** Loopback, and the loopback address that the public origin names; all interfaces with LISTEN_PUBLIC=1. */
export const hostsOf = (settings: Env, app: AppName): string[] => {
  if (settings.listenPublic) return ['0.0.0.0'];
  const { hostname } = new URL(settings.origins[app]);
  const named = /^127\.\d+\.\d+\.\d+$/.test(hostname) ? [hostname] : [];
  return [...new Set(['127.0.0.1', '::1', ...named])];
};

export const portOf = (settings: Env, app: AppName): number => settings.portBase + appNames.indexOf(app);

/** The commit, or a stamp of now where there is no git. */
export const gitOutput = (...args: string[]): string | null => {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
};

export const readText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
