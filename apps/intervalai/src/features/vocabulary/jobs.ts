import { defineCron, defineJob, type Job } from '@portfolio/platform/jobs/functions';
import { indexJob } from '@portfolio/platform/search/jobs';
import type { Search } from '@portfolio/platform/search/search';
import { deckDeleted, deckRestored, wordChanged, wordCreated, wordDeleted } from './events.ts';
import type { DecksService } from './service.decks.ts';
import type { WordDocuments } from './service.documents.ts';
import type { VocabularyService } from './service.ts';

type Deps = { vocabulary: VocabularyService; decks: DecksService; documents: WordDocuments; search: Search };

const batch = 200;

/** Search follows words and decks; the trash is emptied after its 30 days. */
export const vocabularyJobs = ({ vocabulary, decks, documents, search }: Deps): Job[] => [
  indexJob({
    id: 'index-word',
    on: [wordCreated, wordChanged, wordDeleted],
    search,
    key: { app: 'intervalai', type: 'word' },
    document: (id) => documents.one(id),
  }),
  defineJob(
    {
      id: 'index-deck',
      on: [deckDeleted, deckRestored],
      retries: 5,
      concurrency: { limit: 1, key: 'event.data.meta.subject' },
    },
    async ({ event, step }) => {
      let after: string | null = null;
      for (let n = 0; ; n += 1) {
        const from: string | null = after;
        after = await step.run(`words-${n}`, async () => {
          const page = await documents.ofDeck(event.subject, from, batch);
          if (page.shown) await search.index(page.documents);
          else await search.remove(page.documents);
          return page.documents.length === batch ? (page.documents.at(-1)?.id ?? null) : null;
        });
        if (after === null) return;
      }
    },
  ),
  defineCron({ id: 'purge-vocabulary', cron: '17 3 * * *', retries: 1 }, async ({ step }) => {
    await step.run('words', () => vocabulary.purge());
    await step.run('decks', () => decks.purge());
  }),
];
