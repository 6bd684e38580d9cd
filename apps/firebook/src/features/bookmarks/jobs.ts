import type { JobName } from '@portfolio/db/schema/bookmarks';
import { defineCron, defineJob, type Job, type Step } from '@portfolio/platform/jobs/functions';
import {
  bookmarkChanged,
  bookmarkCreated,
  bookmarkDeleted,
  bookmarkRetried,
  screenshotRequested,
} from './events.ts';
import type { PipelineService } from './service.pipeline.ts';
import type { ToolsService } from './service.tools.ts';
import type { BookmarksService } from './service.ts';

type Deps = { bookmarks: BookmarksService; pipeline: PipelineService; tools: ToolsService };

const afterFetch: readonly JobName[] = ['metadata', 'text', 'screenshot', 'archive'];

/** fetch → metadata, text, screenshot and archive side by side → tags → index; each a step with its own retries. */
export const bookmarkJobs = ({ bookmarks, pipeline, tools }: Deps): Job[] => {
  const one = (step: Step, id: string, job: JobName) =>
    step.run(job, () => pipeline.run(id, job)).catch(() => 'failed' as const);

  return [
    defineJob(
      { id: 'save-bookmark', on: bookmarkCreated, retries: 3, concurrency: { limit: 6 } },
      async ({ event, step }) => {
        const { bookmarkId } = event.data;
        // Findable at once, by what the person typed; indexed again when the page is known.
        await step.run('index-early', () => pipeline.run(bookmarkId, 'index')).catch(() => 'failed' as const);
        const fetched = await one(step, bookmarkId, 'fetch');
        if (fetched === 'done') {
          await Promise.all(afterFetch.map((job) => one(step, bookmarkId, job)));
          await one(step, bookmarkId, 'tags');
        } else {
          await step.run('skip', () =>
            pipeline.skip(bookmarkId, [...afterFetch, 'tags'], 'The page could not be fetched.'),
          );
        }
        await one(step, bookmarkId, 'index');
      },
    ),
    defineJob({ id: 'retry-bookmark-job', on: bookmarkRetried, retries: 3 }, async ({ event, step }) => {
      const { bookmarkId, job } = event.data;
      const state = await one(step, bookmarkId, job);
      if (job === 'fetch' && state === 'done') {
        await Promise.all(afterFetch.map((next) => one(step, bookmarkId, next)));
        await one(step, bookmarkId, 'tags');
      }
      if (job !== 'index') await one(step, bookmarkId, 'index');
    }),
    defineJob({ id: 'index-bookmark', on: bookmarkChanged, retries: 3 }, async ({ event, step }) => {
      await one(step, event.data.bookmarkId, 'index');
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
    defineCron({ id: 'purge-trash', cron: '41 3 * * *', retries: 1 }, async ({ step }) => {
      await step.run('purge', () => bookmarks.purge());
    }),
  ];
};
