import type { Db } from '@portfolio/db/client';
import { apps, functions, jobEvents, runs, steps } from '@portfolio/db/schema/jobs';
import { and, asc, desc, eq, isNull, lt } from 'drizzle-orm';
import { decodeIdCursor, encodeCursor, page } from '../kernel/cursor.ts';
import { DomainError, notFound } from '../kernel/errors.ts';
import { retryRun } from './executor/retry.ts';
import type { Jobs } from './jobs.ts';
import type { JobApp, Run, RunDetail, RunList, RunListInput, RunStep } from './schema.ts';

const order = 'runs';

/**
 * Runs and their steps, for administrators; callers authorise. With the hosted driver the runs stand in Inngest's own
 * pages, and the lists here stay empty.
 */
export class JobsService {
  readonly #db: Db;
  readonly #jobs: Jobs;

  constructor({ db, jobs }: { db: Db; jobs: Jobs }) {
    this.#db = db;
    this.#jobs = jobs;
  }

  /** Newest first. */
  async list({ cursor, limit, status, app, functionId }: RunListInput): Promise<RunList> {
    const after = cursor === undefined ? undefined : decodeIdCursor(cursor, order).id;
    const rows = await this.#db
      .select()
      .from(runs)
      .where(
        and(
          status === undefined ? undefined : eq(runs.status, status),
          app === undefined ? undefined : eq(runs.appId, app),
          functionId === undefined ? undefined : eq(runs.functionId, functionId),
          after === undefined ? undefined : lt(runs.id, after),
        ),
      )
      .orderBy(desc(runs.id))
      .limit(limit + 1);
    return page(rows, limit, toRun, ({ id }) => encodeCursor(order, [id]));
  }

  async get(id: string): Promise<RunDetail> {
    const [row] = await this.#db
      .select({ run: runs, event: jobEvents.payload })
      .from(runs)
      .leftJoin(jobEvents, eq(jobEvents.id, runs.eventId))
      .where(eq(runs.id, id));
    if (!row) throw notFound('run');
    const found = await this.#db
      .select()
      .from(steps)
      .where(eq(steps.runId, id))
      .orderBy(asc(steps.createdAt), asc(steps.position));
    return { ...toRun(row.run), event: row.event, output: row.run.output, steps: found.map(toStep) };
  }

  /** Ends a run between two steps. `conflict` if it has ended. */
  async cancel(id: string): Promise<Run> {
    const done = await this.#jobs.cancel(id);
    const run = await this.get(id);
    if (!done) throw new DomainError('conflict', `This run is ${run.status} already.`);
    return run;
  }

  /** Runs a failed or cancelled run again from where it stopped. `conflict` if it is under way or completed. */
  async retry(id: string): Promise<Run> {
    const done = await this.#db.transaction((tx) => retryRun(tx, id));
    const run = await this.get(id);
    if (!done) throw new DomainError('conflict', `This run is ${run.status}.`);
    return run;
  }

  /** Each app with its functions, and why one cannot run. */
  async apps(): Promise<JobApp[]> {
    const known = await this.#db.select().from(apps).orderBy(asc(apps.id));
    const all = await this.#db
      .select()
      .from(functions)
      .where(isNull(functions.removedAt))
      .orderBy(asc(functions.id));
    return known.map(({ id, syncedAt, error }) => ({
      id,
      syncedAt: syncedAt?.toISOString() ?? null,
      error,
      functions: all
        .filter(({ appId }) => appId === id)
        .map(({ id, name, problem }) => ({ id, name, problem })),
    }));
  }
}

const toRun = (row: typeof runs.$inferSelect): Run => ({
  id: row.id,
  app: row.appId,
  functionId: row.functionId,
  eventId: row.eventId,
  eventName: row.eventName,
  status: row.status,
  attempt: row.attempt,
  error: row.error,
  createdAt: row.createdAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

const toStep = (row: typeof steps.$inferSelect): RunStep => ({
  id: row.id,
  name: row.name,
  kind: row.op,
  status: row.status,
  attempt: row.attempt,
  error: row.error,
  wakeAt: row.wakeAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});
