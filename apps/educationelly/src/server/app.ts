import { once } from '@portfolio/platform/kernel/global';
import { router } from '@portfolio/platform/kernel/trpc';
import { createApp } from '@portfolio/platform/server/app';
import { createPlatform } from '@portfolio/platform/server/platform';
import { platformRouters } from '@portfolio/platform/server/platform-router';
import { studentJobs } from '@/features/students/jobs.ts';
import {
  districtsRouter,
  invitationsRouter,
  membersRouter,
  schoolsRouter,
} from '@/features/students/router.districts.ts';
import { episodesRouter, studentsRouter } from '@/features/students/router.ts';
import { StudentFollowers } from '@/features/students/service.follow.ts';
import { createStudentServices } from '@/features/students/services.ts';

const make = () => {
  const platform = createPlatform('educationelly');
  const { ports, services, env } = platform;
  const origin = env.origins.educationelly;
  const features = createStudentServices({ db: ports.db, ...services, origin });
  const followers = new StudentFollowers({ db: ports.db, notifications: services.notifications, origin });
  const appRouter = router({
    ...platformRouters(platform),
    students: studentsRouter(features),
    episodes: episodesRouter(features),
    districts: districtsRouter(features),
    schools: schoolsRouter(features),
    members: membersRouter(features),
    invitations: invitationsRouter(features),
  });
  return createApp({
    platform,
    title: 'educationELLy',
    router: appRouter,
    tenantHeader: 'x-district-id',
    jobs: [...studentJobs({ followers, search: ports.search })],
  });
};

/** The app of this process. */
export const app = () => once('app', make);

export type AppRouter = ReturnType<typeof make>['router'];
