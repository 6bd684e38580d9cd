import { once } from '@portfolio/platform/kernel/global';
import { router } from '@portfolio/platform/kernel/trpc';
import { createApp } from '@portfolio/platform/server/app';
import { createPlatform } from '@portfolio/platform/server/platform';
import { platformRouters } from '@portfolio/platform/server/platform-router';
import { roomsJobs } from '@/features/rooms/jobs.ts';
import { roomsRouter } from '@/features/rooms/router.ts';
import { InvitesService } from '@/features/rooms/service.invites.ts';
import { RoomLists } from '@/features/rooms/service.list.ts';
import { PeopleService } from '@/features/rooms/service.people.ts';
import { RoomsService } from '@/features/rooms/service.ts';

const make = () => {
  const platform = createPlatform('codetalk');
  const { db, search } = platform.ports;
  const { users, notifications } = platform.services;
  const origin = platform.env.origins.codetalk;
  const rooms = new RoomsService({ db, users, origin });
  const lists = new RoomLists({ db, rooms });
  const invites = new InvitesService({ db, users, notifications, origin });
  const people = new PeopleService({ db, users, invites });
  const appRouter = router({
    ...platformRouters(platform),
    rooms: roomsRouter({ rooms, lists, people, invites }),
  });
  return createApp({
    platform,
    title: 'Code Talk',
    router: appRouter,
    jobs: [...roomsJobs({ rooms, search })],
  });
};

/** The app of this process. */
export const app = () => once('app', make);

export type AppRouter = ReturnType<typeof make>['router'];
