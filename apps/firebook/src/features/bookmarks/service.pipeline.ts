import type { JobName } from '@portfolio/db/bookmarks-values';
import type { Tx } from '@portfolio/db/client';
import { bookmarks, type JobState } from '@portfolio/db/schema/bookmarks';
import { publish } from '@portfolio/platform/events/events';
import { crashPoint } from '@portfolio/platform/kernel/crash';
import { eq, sql } from 'drizzle-orm';
import { bookmarkFetched } from './events.ts';
import type { PipelineDeps } from './service.deps.ts';
import { endOf } from './service.fail.ts';
import { fetchPage } from './service.fetch.ts';
import { archivePage, indexBookmark, takeScreenshot } from './service.keep.ts';
import { makeTags, readMetadata, readText } from './service.read.ts';
import { announce, livingBookmark, type Row } from './service.rows.ts';
import { archivedPage, type StoredPage } from './service.store.ts';

const triesMax = 3;
const ended: ReadonlySet<JobState['state']> = new Set(['done', 'failed', 'skipped']);

const work: Record<JobName, (deps: PipelineDeps, row: Row) => Promise<Partial<Row>>> = {
  fetch: fetchPage,
  metadata: readMetadata,
  text: readText,
  tags: makeTags,
  screenshot: takeScreenshot,
  archive: archivePage,
  index: indexBookmark,
};

/** Without what the person edited while the job was at work; the row is held until the change stands. */
const unedited = async (tx: Tx, id: string, changes: Partial<Row>): Promise<Partial<Row>> => {
  if (Object.keys(changes).length === 0) return changes;
  const [row] = await tx
    .select({ edited: bookmarks.edited })
    .from(bookmarks)
    .where(eq(bookmarks.id, id))
    .for('update');
  return Object.fromEntries(Object.entries(changes).filter(([name]) => !row?.edited.includes(name)));
};

/** The work behind each job of a save. Each may run twice and has its effect once. */
export class PipelineService {
  readonly #deps: PipelineDeps;

  constructor(deps: PipelineDeps) {
    this.#deps = deps;
  }

  row(bookmarkId: string): Promise<Row | null> {
    return livingBookmark(this.#deps.db, bookmarkId);
  }

  /**
   * Runs one job of a bookmark and keeps its state where its page shows it. Throws only to be tried again; after the
   * third try it ends as failed. `by` names the step that asks: asked again after its commit, it does nothing.
   */
  async run(bookmarkId: string, job: JobName, by: string): Promise<JobState['state']> {
    const row = await this.row(bookmarkId);
    if (!row) return 'skipped';
    const { state: before, attempts: tries, by: last } = row.jobs[job];
    if (last === by && ended.has(before)) return before;
    // A job that had ended begins anew, such as the index after each edit.
    const attempts = before === 'pending' || before === 'running' ? tries + 1 : 1;
    await this.#set(row, job, { state: 'running', attempts, by });
    try {
      const changes = await work[job](this.#deps, row);
      crashPoint(`pipeline.${job}-before-commit`);
      await this.#set(row, job, { state: 'done', attempts, by }, changes);
      crashPoint(`pipeline.${job}-after-commit`);
      return 'done';
    } catch (error) {
      const end = endOf(error);
      if (end.outcome === 'again' && attempts < triesMax) {
        await this.#set(row, job, { state: 'pending', attempts, by, error: end.message });
        throw error;
      }
      const state = end.outcome === 'skipped' ? 'skipped' : 'failed';
      await this.#set(row, job, { state, attempts, by, error: end.message });
      return state;
    }
  }

  /** Ends jobs that a run gave up on, such as when its process died again and again, so that none stays under way. */
  async giveUp(bookmarkId: string, names: readonly JobName[]): Promise<void> {
    const row = await this.row(bookmarkId);
    for (const name of names)
      if (row && !ended.has(row.jobs[name].state))
        await this.#set(row, name, {
          state: 'failed',
          attempts: row.jobs[name].attempts,
          error: 'Something went wrong on our side again and again. Try once more in a while.',
        });
  }

  /** Ends jobs that cannot be done, because there is no page to work on. */
  async skip(bookmarkId: string, names: readonly JobName[], why: string): Promise<void> {
    const row = await this.row(bookmarkId);
    if (!row) return;
    const at = new Date().toISOString();
    const states = Object.fromEntries(
      names.map((name) => [name, { state: 'skipped', error: why, attempts: row.jobs[name].attempts, at }]),
    );
    await this.#deps.db.transaction(async (tx) => {
      await tx
        .update(bookmarks)
        .set({ jobs: sql`${bookmarks.jobs} || ${JSON.stringify(states)}::jsonb` })
        .where(eq(bookmarks.id, row.id));
      await announce(tx, row.userId, row.id);
    });
  }

  async #set(row: Row, job: JobName, state: Omit<JobState, 'at'>, changes: Partial<Row> = {}): Promise<void> {
    const value = JSON.stringify({ ...state, at: new Date().toISOString() });
    await this.#deps.db.transaction(async (tx) => {
      await tx
        .update(bookmarks)
        .set({
          ...(await unedited(tx, row.id, changes)),
          jobs: sql`jsonb_set(${bookmarks.jobs}, ${`{${job}}`}::text[], ${value}::jsonb)`,
          updatedAt: sql`now()`,
        })
        .where(eq(bookmarks.id, row.id));
      if (job === 'fetch' && state.state === 'done') await this.#fetched(tx, row);
      if (job === 'fetch' && state.state === 'failed') await this.#tellFailed(tx, row, state.error);
      if (job !== 'index' || state.state !== 'running') await announce(tx, row.userId, row.id);
    });
  }

  #fetched(tx: Tx, { id, userId }: Row): Promise<void> {
    const data = { bookmarkId: id, userId };
    return publish(tx, bookmarkFetched.of({ subject: id, actor: userId, data }));
  }

  /** One entry an hour in the person's inbox, however many fail: the library shows each. */
  async #tellFailed(tx: Tx, row: Row, why: string | undefined): Promise<void> {
    const hour = new Date().toISOString().slice(0, 13);
    await this.#deps.notifications.notify(tx, {
      userId: row.userId,
      kind: 'bookmark.failed',
      app: 'firebook',
      title: `A page could not be read: ${row.title.slice(0, 120)}`,
      body: why ?? '',
      url: `${this.#deps.origin}/b/${row.id}`,
      dedupeKey: `bookmark-failed:${hour}`,
    });
  }

  /** The copy that stands in when the page is gone; null where there is none. */
  archived(row: Row): Promise<StoredPage | null> {
    return archivedPage(this.#deps.files, row);
  }

  async unindex(bookmarkId: string): Promise<void> {
    await this.#deps.search.remove([{ app: 'firebook', type: 'bookmark', id: bookmarkId }]);
  }
}
