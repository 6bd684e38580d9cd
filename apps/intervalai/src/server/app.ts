import { once } from '@portfolio/platform/kernel/global';
import { router } from '@portfolio/platform/kernel/trpc';
import { createApp } from '@portfolio/platform/server/app';
import { createPlatform } from '@portfolio/platform/server/platform';
import { platformRouters } from '@portfolio/platform/server/platform-router';
import { vocabularyJobs } from '@/features/vocabulary/jobs.ts';
import { decksRouter, vocabularyRouter } from '@/features/vocabulary/router.ts';
import { DecksService } from '@/features/vocabulary/service.decks.ts';
import { WordDocuments } from '@/features/vocabulary/service.documents.ts';
import { VocabularyService } from '@/features/vocabulary/service.ts';

const make = () => {
  const platform = createPlatform('intervalai');
  const { db, search } = platform.ports;
  const decks = new DecksService({ db });
  const vocabulary = new VocabularyService({ db, decks });
  const documents = new WordDocuments({ db, origin: platform.env.origins.intervalai });
  const appRouter = router({
    ...platformRouters(platform),
    vocabulary: vocabularyRouter(vocabulary),
    decks: decksRouter(decks),
  });
  return createApp({
    platform,
    title: 'IntervalAI',
    router: appRouter,
    jobs: [...vocabularyJobs({ vocabulary, decks, documents, search })],
  });
};

/** The app of this process. */
export const app = () => once('app', make);

export type AppRouter = ReturnType<typeof make>['router'];
