import type { AnyEvent, Envelope } from '../events/events.ts';
import { defineJob, type Job } from '../jobs/functions.ts';
import type { DocumentKey, Search, SearchDocument } from './search.ts';

/**
 * Keeps the search index in step with a resource: after each of these events it asks `document` for the subject as it
 * stands now, and takes out what is no longer there. One at a time a subject, so that an older state never wins.
 */
export const indexJob = (options: {
  id: string;
  on: readonly AnyEvent[];
  search: Search;
  key: Omit<DocumentKey, 'id'>;
  document: (id: string, event: Envelope) => Promise<SearchDocument | null>;
}): Job =>
  defineJob(
    { id: options.id, on: options.on, retries: 5, concurrency: { limit: 1, key: 'event.data.meta.subject' } },
    async ({ event, step }) => {
      await step.run('index', async () => {
        const document = await options.document(event.subject, event);
        if (document) await options.search.index([document]);
        else await options.search.remove([{ ...options.key, id: event.subject }]);
      });
    },
  );
