import { defineCron, type Job } from '@portfolio/platform/jobs/functions';
import { indexJob } from '@portfolio/platform/search/jobs';
import type { Search } from '@portfolio/platform/search/search';
import { roomChanged, roomCreated, roomDeleted } from './events.ts';
import type { RoomsService } from './service.ts';

/** Search follows what changes; the trash is emptied after its 30 days. */
export const roomsJobs = ({ rooms, search }: { rooms: RoomsService; search: Search }): Job[] => [
  indexJob({
    id: 'index-room',
    on: [roomCreated, roomChanged, roomDeleted],
    search,
    key: { app: 'codetalk', type: 'room' },
    document: (id) => rooms.document(id),
  }),
  defineCron({ id: 'purge-rooms', cron: '17 3 * * *', retries: 1 }, async ({ step }) => {
    await step.run('purge', () => rooms.purge());
  }),
];
