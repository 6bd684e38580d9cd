import { missingMigrations, unboundRole } from '@portfolio/db/boot';
import type { Db } from '@portfolio/db/client';
import { DomainError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';

export type BootOptions = {
  db: Db;
  hosted: boolean;
  log: Pick<Log, 'fatal'>;
  /** Ends this process. */
  end: () => void;
};

/** What must be true of the database before an app answers from it. */
export type Boot = {
  /** Resolves once the role is known to be bound by row-level security. @throws DomainError unavailable where not */
  admit: () => Promise<void>;
  /** What keeps this build from being ready, as a sentence, or null. */
  problem: () => Promise<string | null>;
};

/** Asks the database at most until it has answered well: a database that is away is asked again at the next call. */
const untilTrue = (ask: () => Promise<boolean>): (() => Promise<boolean>) => {
  let asked: Promise<boolean> | null = null;
  return async () => {
    asked ??= ask();
    try {
      const good = await asked;
      if (!good) asked = null;
      return good;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
};

export const createBoot = ({ db, hosted, log, end }: BootOptions): Boot => {
  const isBound = untilTrue(async () => {
    const role = hosted ? await unboundRole(db) : null;
    if (role === null) return true;
    log.fatal(
      `DATABASE_URL signs in as ${role}, past row-level security: name the role platform_app there (after ALTER ROLE platform_app PASSWORD '…'), and the owner in MIGRATE_DATABASE_URL.`,
    );
    end();
    return false;
  });
  let missing = 0;
  const isCurrent = untilTrue(async () => {
    missing = await missingMigrations(db);
    return missing === 0;
  });
  return {
    admit: async () => {
      if (!(await isBound()))
        throw new DomainError('unavailable', 'This app is not set up: its log says what to do.');
    },
    problem: async () => {
      if (!(await isBound())) return 'The role of DATABASE_URL is not bound by row-level security.';
      if (await isCurrent()) return null;
      return `The schema lacks ${missing} migration${missing === 1 ? '' : 's'} of this build: run npm run migrate.`;
    },
  };
};
