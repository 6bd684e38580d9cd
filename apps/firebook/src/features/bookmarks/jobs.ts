import type { JobName } from '@portfolio/db/bookmarks-values';
import {
  defineCron,
  defineJob,
  type Job,
  type JobOptions,
  type Step,
} from '@portfolio/platform/jobs/functions';
import {
  bookmarkChanged,
  bookmarkCreated,
  bookmarkDeleted,
  bookmarkFetched,
  bookmarkPurged,
  bookmarkRetried,
  screenshotRequested,
} from './events.ts';
import type { PipelineService } from './service.pipeline.ts';
import type { ToolsService } from './service.tools.ts';
import type { TrashService } from './service.trash.ts';

/** An event about one bookmark. */
type About = { id: string; data: { bookmarkId: string } };

type Deps = { trash: TrashService; pipeline: PipelineService; tools: ToolsService };

const afterFetch: readonly JobName[] = ['metadata', 'text', 'archive'];
const needPage: readonly JobName[] = [...afterFetch, 'screenshot', 'tags'];

/** Whoever saves much leaves places for the others. */
const fair = (limit: number, each: number): JobOptions['concurrency'] => [
  { limit },
  { limit: each, key: 'event.data.meta.actor' },
];

/**
 * fetch → metadata, text and archive side by side → tags → index; each a step with its own retries. Screenshots wait for
 * the browser apart, so that a page that is slow to draw holds up no other save.
 */
export const bookmarkJobs = ({ trash, pipeline, tools }: Deps): Job[] => {
  const one = (step: Step, event: About, job: JobName, name: string = job) =>
    step
      .run(name, () => pipeline.run(event.data.bookmarkId, job, `${event.id}:${name}`))
      .catch(() => 'failed' as const);
  const giveUp =
    (...names: JobName[]) =>
    ({ event }: { event: About }) =>
      pipeline.giveUp(event.data.bookmarkId, names);

  return [
    defineJob(
      {
        id: 'save-bookmark',
        on: bookmarkCreated,
        retries: 3,
        concurrency: fair(4, 3),
        onFailure: giveUp('fetch', 'metadata', 'text', 'tags', 'archive', 'index'),
      },
      async ({ event, step }) => {
        const { bookmarkId } = event.data;
        // Findable at once, by what the person typed; indexed again when the page is known.
        await one(step, event, 'index', 'index-early');
        const fetched = await one(step, event, 'fetch');
        if (fetched === 'done') {
          await Promise.all(afterFetch.map((job) => one(step, event, job)));
          await one(step, event, 'tags');
        } else {
          await step.run('skip', () => pipeline.skip(bookmarkId, needPage, 'The page could not be fetched.'));
        }
        await one(step, event, 'index');
      },
    ),
    defineJob(
      {
        id: 'draw-bookmark',
        on: bookmarkFetched,
        retries: 3,
        concurrency: fair(3, 1),
        onFailure: giveUp('screenshot'),
      },
      async ({ event, step }) => {
        await one(step, event, 'screenshot');
      },
    ),
    defineJob(
      {
        id: 'retry-bookmark-job',
        on: bookmarkRetried,
        retries: 3,
        concurrency: fair(3, 2),
        onFailure: giveUp('fetch', ...needPage, 'index'),
      },
      async ({ event, step }) => {
        const { job } = event.data;
        const state = await one(step, event, job);
        if (job === 'fetch' && state === 'done') {
          await Promise.all(afterFetch.map((next) => one(step, event, next)));
          await one(step, event, 'tags');
        }
        if (job !== 'index') await one(step, event, 'index');
      },
    ),
    defineJob({ id: 'index-bookmark', on: bookmarkChanged, retries: 3 }, async ({ event, step }) => {
      await one(step, event, 'index');
    }),
    defineJob({ id: 'unindex-bookmark', on: bookmarkDeleted, retries: 5 }, async ({ event, step }) => {
      await step.run('unindex', async () => {
        // Restored meanwhile: the restore's own event indexes it again.
        if (!(await pipeline.row(event.data.bookmarkId))) await pipeline.unindex(event.data.bookmarkId);
      });
    }),
    defineJob(
      { id: 'take-screenshot', on: screenshotRequested, retries: 2, concurrency: { limit: 2 } },
      async ({ event, step }) => {
        await step.run('take', () => tools.take(event.data.screenshotId));
      },
    ),
    defineJob({ id: 'delete-purged-files', on: bookmarkPurged, retries: 10 }, async ({ event, step }) => {
      await step.run('delete', () => trash.deleteFiles(event.data));
    }),
    defineCron({ id: 'purge-trash', cron: '41 3 * * *', retries: 1 }, async ({ step }) => {
      await step.run('purge', () => trash.purge());
    }),
  ];
};
