import { setPriority } from 'node:os';
import { appNames } from '../../kernel/actor.ts';
import { configureCrash } from '../../kernel/crash.ts';
import { env } from '../../kernel/env.ts';
import { createLog } from '../../kernel/log.ts';
import { executorDefaults } from './config.ts';
import { startExecutor } from './executor.ts';

const settings = env();
const log = createLog('executor', settings.logLevel);
configureCrash(settings.crashAt, settings.crashDir);

try {
  // Requests go first: the system gives this process what they leave.
  setPriority(10);
} catch {
  // Not every system lets a process lower itself; it works without.
}

/** Named after the command: the apps that were started; all five where none is. */
const started = appNames.filter((app) => process.argv.length === 2 || process.argv.includes(app));

const originOf = (app: (typeof appNames)[number]): string =>
  settings.local ? `http://127.0.0.1:${settings.portBase + appNames.indexOf(app)}` : settings.origins[app];

const executor = await startExecutor(
  {
    ...executorDefaults,
    databaseUrl: settings.database.appUrl,
    port: settings.portBase + 7,
    eventKey: settings.jobs.eventKey,
    signingKey: settings.jobs.signingKey,
    apps: started.map((id) => ({ id, url: `${originOf(id)}/api/inngest` })),
  },
  log,
);
log.info({ port: executor.port }, 'executor listening');

const stop = (code: number): void => {
  const hard = setTimeout(() => process.exit(1), 8_000);
  hard.unref();
  executor.stop().then(
    () => process.exit(code),
    (error: unknown) => {
      log.error({ err: error }, 'the executor did not stop cleanly');
      process.exit(1);
    },
  );
};
process.once('SIGTERM', () => stop(0));
process.once('SIGINT', () => stop(0));
executor.lost.then(() => {
  log.error('another process took over, or the database went away: ending to be started anew');
  process.exit(1);
});
