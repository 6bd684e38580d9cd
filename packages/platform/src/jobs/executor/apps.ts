import type { Db } from '@portfolio/db/client';
import { apps as appsTable } from '@portfolio/db/schema/jobs';
import { isNotNull } from 'drizzle-orm';
import type { Log } from '../../kernel/log.ts';
import type { ExecutorConfig } from './config.ts';
import { noteSyncError, syncApp } from './sync.ts';

const retryMs = 500;
const syncTimeoutMs = 10_000;
/** How long events wait for an app that has registered before, but not since this start. */
const patienceMs = 20_000;

export type AppsDeps = {
  db: Db;
  config: ExecutorConfig;
  log: Log;
  /** The app answered; its calls may go out. */
  onAnswer: (app: string) => Promise<void>;
};

/** Keeps asking each app for its functions: often until it answers, then now and then. */
export const createApps = ({ db, config, log, onAnswer }: AppsDeps) => {
  const timers = new Map<string, NodeJS.Timeout>();
  const answered = new Set<string>();
  const errors = new Map<string, string>();
  const { promise: known, resolve: allKnown } = Promise.withResolvers<void>();
  let stopped = false;

  const settle = async (): Promise<void> => {
    if (config.apps.every(({ id }) => answered.has(id))) allKnown();
  };

  const ask = async (app: ExecutorConfig['apps'][number]): Promise<void> => {
    try {
      const { changed, problems } = await syncApp({
        db,
        app,
        signingKey: config.signingKey,
        timeoutMs: syncTimeoutMs,
      });
      if (changed) log.info({ app: app.id }, 'functions registered');
      for (const { id, problem } of changed ? problems : [])
        log.error({ function: id, problem }, 'function refused');
      answered.add(app.id);
      errors.delete(app.id);
      await onAnswer(app.id);
      await settle();
    } catch (error) {
      const message = error instanceof Error ? `${error.message}${causeOf(error)}` : String(error);
      if (errors.get(app.id) !== message) {
        errors.set(app.id, message);
        log.info({ app: app.id, reason: message }, 'app not registered yet');
        await noteSyncError(db, app, message).catch(() => {});
      }
    }
  };

  const loop = (app: ExecutorConfig['apps'][number]): void => {
    clearTimeout(timers.get(app.id));
    void ask(app).then(() => {
      if (stopped) return;
      clearTimeout(timers.get(app.id));
      timers.set(
        app.id,
        setTimeout(() => loop(app), errors.has(app.id) ? retryMs : config.syncEveryMs),
      );
    });
  };

  const afterPatience = setTimeout(() => {
    void registeredBefore(db).then((ids) => {
      if (config.apps.every(({ id }) => answered.has(id) || ids.has(id))) allKnown();
    });
  }, patienceMs);

  for (const app of config.apps) loop(app);
  if (config.apps.length === 0) allKnown();

  return {
    /** Settles once events may be handed on without missing a function. */
    known,
    missing: (): string[] => config.apps.flatMap(({ id }) => (answered.has(id) ? [] : [`app ${id}`])),
    /** A call was not taken: look soon whether the app is there, not only at the next round. */
    askSoon: (id: string): void => {
      const app = config.apps.find((one) => one.id === id);
      if (!app || stopped) return;
      clearTimeout(timers.get(id));
      timers.set(
        id,
        setTimeout(() => loop(app), retryMs),
      );
    },
    resync: (id: string): void => {
      const app = config.apps.find((one) => one.id === id);
      if (app) loop(app);
    },
    stop: (): void => {
      stopped = true;
      clearTimeout(afterPatience);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
};

const causeOf = (error: Error): string =>
  error.cause instanceof Error && 'code' in error.cause ? ` (${String(error.cause.code)})` : '';

const registeredBefore = async (db: Db): Promise<Set<string>> => {
  const rows = await db.select({ id: appsTable.id }).from(appsTable).where(isNotNull(appsTable.syncedAt));
  return new Set(rows.map(({ id }) => id));
};
