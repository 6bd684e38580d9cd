import { join } from 'node:path';
import { createDb, createSql } from '@portfolio/db/client';
import { SessionsService } from '../auth/service.sessions.ts';
import { createChromium } from '../browser/drivers/chromium.ts';
import { EventsService } from '../events/service.ts';
import { diskFiles } from '../files/drivers/disk.ts';
import { embeddedJobs } from '../jobs/drivers/embedded.ts';
import { inngestJobs } from '../jobs/drivers/inngest.ts';
import { retryRun } from '../jobs/executor/retry.ts';
import { JobsService } from '../jobs/service.ts';
import type { AppName } from '../kernel/actor.ts';
import { configureCrash } from '../kernel/crash.ts';
import { env } from '../kernel/env.ts';
import { deriveKey } from '../kernel/keys.ts';
import { createLog } from '../kernel/log.ts';
import { postgresKeyValue } from '../kv/drivers/postgres.ts';
import { LiveService } from '../live/service.ts';
import { devInboxMail } from '../mail/drivers/dev-inbox.ts';
import { smtpMail } from '../mail/drivers/smtp.ts';
import { MediaService } from '../media/service.ts';
import { NotificationsService } from '../notifications/service.ts';
import { createGuardedOutbound } from '../outbound/drivers/guarded.ts';
import { createGuard } from '../outbound/guard.ts';
import { postgresSearch, searchSettings } from '../search/drivers/postgres.ts';
import { SearchService } from '../search/service.ts';
import { UsersService } from '../users/service.ts';
import { createBoot } from './boot.ts';

/** Connections of one process; the embedded server takes a hundred in all. */
const poolMax = 12;
const userAgent = 'Mozilla/5.0 (compatible; PortfolioPlatform/1.0)';

/** Chooses the driver of each port and makes the platform's services: what every app's server begins with. */
export const createPlatform = (app: AppName) => {
  const settings = env();
  configureCrash(settings.crashAt, settings.crashDir);
  const log = createLog(app, settings.logLevel);
  const { db, close: closeDb } = createDb(settings.database.appUrl, { max: poolMax, name: app });
  const listener = createSql(settings.database.appUrl, { max: 1, name: `${app}-listen` });
  const kv = postgresKeyValue(db);
  const mail = settings.mail.smtpUrl ? smtpMail(settings.mail.smtpUrl, settings.mail.from) : devInboxMail(db);
  const jobs = settings.jobs.driver === 'inngest' ? inngestJobs(settings.jobs) : embeddedJobs(db);
  const guard = createGuard({
    allowPrivate: settings.outbound.allowPrivate,
    ...(settings.outbound.dns ? { dnsServer: settings.outbound.dns } : {}),
  });
  const outbound = createGuardedOutbound({ guard, userAgent });
  const browser = createChromium({
    guard,
    cacheDir: join(settings.dataDir, 'browser'),
    executablePath: settings.chromiumPath,
    allowWithoutSandbox: settings.local,
    warn: (message) => log.warn(message),
  });
  const search = postgresSearch({
    db,
    sql: createSql(settings.database.appUrl, { max: 3, name: `${app}-search`, settings: searchSettings }),
  });
  const files = diskFiles(join(settings.dataDir, 'files'));
  const media = new MediaService({
    db,
    files,
    signingKey: deriveKey(settings.secret, 'media-urls'),
    origin: settings.origins[app],
  });
  const users = new UsersService({ db, media });
  const sessions = new SessionsService({ db, adminEmails: settings.adminEmails });
  const notifications = new NotificationsService({
    db,
    mailHost: new URL(settings.origins.accounts).hostname,
    users,
  });
  const live = new LiveService({ db });
  const watching = Promise.all([sessions.watch(listener), live.watch(listener)]).catch((error: unknown) =>
    log.warn({ err: error }, 'no LISTEN here: changes are looked for once a second'),
  );
  const boot = createBoot({ db, hosted: !settings.local, log, end: () => process.exit(1) });
  // At once, not with the first request; a database that is away is asked again then.
  boot.admit().catch((error: unknown) => log.warn({ err: error }, 'the database could not be checked yet'));
  const drivers = {
    database: settings.database.driver,
    jobs: jobs.driver,
    'key-value': 'postgres',
    mail: mail.provider,
    search: search.driver,
    files: files.driver,
    browser: 'chromium',
  };
  const close = async (): Promise<void> => {
    await watching;
    await browser.close();
    await listener.end({ timeout: 2 });
    await closeDb();
  };
  return {
    app,
    env: settings,
    log,
    ports: { db, kv, mail, jobs, outbound, browser, files, search },
    guard,
    boot,
    services: {
      users,
      sessions,
      notifications,
      live,
      media,
      search: new SearchService({ db, search }),
      events: new EventsService({ db, retryRun }),
      runs: new JobsService({ db, jobs }),
    },
    drivers,
    close,
  };
};

export type Platform = ReturnType<typeof createPlatform>;
