import { once } from '@portfolio/platform/kernel/global';
import { router } from '@portfolio/platform/kernel/trpc';
import { createApp } from '@portfolio/platform/server/app';
import { createPlatform } from '@portfolio/platform/server/platform';
import { platformRouters } from '@portfolio/platform/server/platform-router';

const make = () => {
  const platform = createPlatform('intervalai');
  const appRouter = router({ ...platformRouters(platform) });
  return createApp({ platform, title: 'IntervalAI', router: appRouter, jobs: [] });
};

/** The app of this process. */
export const app = () => once('app', make);

export type AppRouter = ReturnType<typeof make>['router'];
