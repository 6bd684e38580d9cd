// npm start and npm run dev: the whole platform on one machine; with names of apps, those alone and accounts.
import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@portfolio/db/embedded';
import { ensureDatabase, migrate } from '@portfolio/db/migrate';
import { appNames } from '@portfolio/platform/kernel/actor';
import { buildApps } from './build.ts';
import { launcherFile, userOf } from './data-dir.ts';
import { hostsOf, isFree, localSettings, portOf, root } from './lib.ts';
import { logFile } from './log-file.ts';
import { Supervisor } from './processes.ts';
import { printTable } from './table.ts';

const [command, ...only] = process.argv.slice(2);
const dev = command === 'dev';
const started = appNames.filter((app) => only.length === 0 || app === 'accounts' || only.includes(app));
const { variables, settings } = localSettings();
const say = (line: string): void => console.log(line);
const logs = join(settings.dataDir, 'logs');
// Where crashes are made on purpose, many in a row are no sign of trouble.
const supervisor = new Supervisor((line) => say(`! ${line}`), settings.crashDir ? [100] : undefined);
let postgres: EmbeddedPostgres | null = null;
let stopping = false;

const stop = async (code: number): Promise<void> => {
  if (stopping) return;
  stopping = true;
  say('Stopping …');
  await supervisor.stop(5_000);
  await postgres?.stop();
  rmSync(join(settings.dataDir, launcherFile), { force: true });
  process.exit(code);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGHUP', () => void stop(0));
// A launcher whose parent was killed outright stops too: nothing is left running behind it.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void stop(0);
}, 500).unref();

const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const began = Date.now();
  process.stdout.write(`${name} … `);
  const result = await work();
  say(`${((Date.now() - began) / 1000).toFixed(1)} s`);
  return result;
};

const checkPorts = async (): Promise<void> => {
  const wanted = [
    ...started.map((app) => [portOf(settings, app), app] as const),
    [settings.portBase + 7, 'executor'] as const,
  ];
  const all =
    settings.database.driver === 'embedded'
      ? [...wanted, [settings.portBase + 6, 'PostgreSQL'] as const]
      : wanted;
  for (const [port, name] of all)
    if (!(await isFree(port))) {
      say(
        `Port ${port} (${name}) is taken by another program. End it, or choose other ports: PORT_BASE=4000 npm start`,
      );
      process.exit(1);
    }
};

const startDatabase = async (): Promise<void> => {
  const { database } = settings;
  if (database.driver === 'embedded') {
    const keep = logFile(join(logs, 'postgres.log'), (line) => say(`! ${line}`));
    const dataDir = join(settings.dataDir, 'postgres');
    postgres = await startEmbeddedPostgres({
      dataDir,
      port: settings.portBase + 6,
      password: database.password,
      log: (line) => keep(`${line}\n`),
      say: (line) => say(`! ${line}`),
    });
    postgres.child.on('exit', (code) => {
      if (stopping) return;
      say(`! PostgreSQL ended (code ${code}). Its log: ${join(logs, 'postgres.log')}`);
      void stop(1);
    });
    await ensureDatabase(database.ownerUrl);
  }
};

const runScript = (script: string): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, script)], {
      env: variables,
      stdio: 'inherit',
      cwd: root,
    });
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`${script} ended with code ${code}`))));
  });

const startProcesses = (): void => {
  // The space for young objects grows to 134 MB when left alone, in each of six processes. In a heap so small V8 would
  // begin to mark as soon as it has swept, once a second under load: it waits until a third of the room is used.
  const heap = [
    '--max-old-space-size=320',
    '--max-semi-space-size=16',
    '--incremental-marking-soft-trigger=30',
    '--incremental-marking-hard-trigger=60',
  ];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...heap];
  // glibc keeps an arena a core and thread, and what large buffers leave in them: two, and large ones go back at once.
  const thrift = {
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: '131072',
    MALLOC_TRIM_THRESHOLD_: '131072',
  };
  const base = {
    ...thrift,
    ...variables,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  };
  for (const app of started) {
    const dir = join(root, 'apps', app);
    const flags = [
      '--dir',
      dir,
      '--port',
      String(portOf(settings, app)),
      '--hosts',
      hostsOf(settings, app).join(','),
    ];
    const command = [...node, join(root, 'scripts/next-server.ts'), ...flags, ...(dev ? ['--dev'] : [])];
    supervisor.start({ name: app, command, cwd: dir, env: base, logFile: join(logs, `${app}.log`) });
  }
  if (settings.jobs.driver === 'embedded') {
    const main = join(root, 'packages/platform/src/jobs/executor/main.ts');
    supervisor.start({
      name: 'executor',
      command: [...node, main, ...(only.length > 0 ? started : [])],
      cwd: root,
      env: base,
      logFile: join(logs, 'executor.log'),
    });
  }
};

const waitUntilReady = async (): Promise<void> => {
  const urls = started.map((app) => `http://127.0.0.1:${portOf(settings, app)}/api/ready`);
  for (const url of urls)
    for (let tries = 0; !stopping; tries += 1) {
      const ok = await fetch(url).then(
        (res) => res.ok,
        () => false,
      );
      if (ok) break;
      if (tries > 600) throw new Error(`${url} does not become ready; see ${logs}`);
      await new Promise((done) => setTimeout(done, 150));
    }
};

try {
  await checkPorts();
  const user = userOf(settings.dataDir);
  if (user) {
    say(`${user} Or give this one a folder of its own: DATA_DIR=… npm start`);
    process.exit(1);
  }
  writeFileSync(join(settings.dataDir, launcherFile), `${process.pid}\n`);
  await step('Starting the database', startDatabase);
  await step('Bringing its schema up to date', () =>
    migrate(
      settings.database.ownerUrl,
      settings.database.driver === 'embedded' ? settings.database.password : undefined,
    ),
  );
  if (!dev) {
    say('Building for production (a minute or two the first time):');
    await buildApps(started);
  }
  if (settings.seedDemo && existsSync(join(root, 'scripts/seed.ts')))
    await step('Demo people and data', () => runScript('scripts/seed.ts'));
  await step('Starting five apps and the executor', async () => {
    startProcesses();
    await waitUntilReady();
  });
  await printTable(settings, started, say);
} catch (error) {
  say(`\nCould not start: ${error instanceof Error ? error.message : String(error)}`);
  await stop(1);
}
