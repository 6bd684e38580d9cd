import { defineCron, type Job } from '../jobs/functions.ts';
import { router } from '../kernel/trpc.ts';
import { liveRouter } from '../live/router.ts';
import { mediaRouter } from '../media/router.ts';
import { notificationsRouter } from '../notifications/router.ts';
import { searchRouter } from '../search/router.ts';
import { usersRouter } from '../users/router.ts';
import type { Platform } from './platform.ts';

/** The platform's routers, which every app serves on its own origin. */
export const platformRouters = ({ services, ports }: Platform) => ({
  users: usersRouter(services.users),
  notifications: notificationsRouter(services.notifications),
  media: mediaRouter(services.media),
  search: searchRouter(services.search, ports.search),
  live: liveRouter(services.live, (sessionId) => services.sessions.isAlive(sessionId)),
});

const asRouter = (platform: Platform) => router(platformRouters(platform));
/** What the shared frame of all apps may call, typed alike in each. */
export type PlatformRouter = ReturnType<typeof asRouter>;

/** The platform's own jobs; accounts alone registers them. */
export const platformJobs = ({ services, ports }: Platform): Job[] => [
  defineCron({ id: 'sweep-platform', cron: '7 * * * *', retries: 1 }, async ({ step }) => {
    await step.run('changes', () => services.live.sweep());
    await step.run('media', () => services.media.sweep());
    await step.run('search', () => ports.search.maintain());
    await step.run('key-value', () => ports.kv.sweep());
  }),
];
