import type { Actor } from '@portfolio/platform/kernel/actor';
import type { CreateRoom } from './schema.ts';
import type { InvitesService } from './service.invites.ts';
import type { PeopleService } from './service.people.ts';
import type { RoomsService } from './service.ts';

type Services = { rooms: RoomsService; people: PeopleService; invites: InvitesService };

const own: CreateRoom[] = [
  {
    title: 'Pairing: the rate limiter',
    description: 'A token bucket first, then one that survives two servers.',
    language: 'typescript',
    visibility: 'private',
  },
  {
    title: 'Interview warm-up',
    description: 'Twenty minutes, one small problem, talk while you type.',
    language: 'python',
    visibility: 'link',
  },
];
const friends: CreateRoom = {
  title: 'Open kata night',
  description: 'Every Thursday: one kata, many languages, no winners.',
  language: 'javascript',
  visibility: 'everyone',
};

/** Rooms of the demo: two of one's own, and one of a friend that everyone may enter. */
export const seedRooms = async (
  { rooms, people, invites }: Services,
  demo: Actor,
  guests: readonly Actor[],
): Promise<void> => {
  for (const input of own) {
    const room = await rooms.create(demo, input);
    const link = await invites.create(demo, { id: room.id, role: 'editor', uses: guests.length });
    for (const guest of guests)
      await people.join(guest, { id: room.id, ...(link.token ? { inviteToken: link.token } : {}) });
  }
  const [host, ...rest] = guests;
  if (!host) return;
  const { id } = await rooms.create(host, friends);
  for (const guest of [demo, ...rest]) await people.join(guest, { id });
};
