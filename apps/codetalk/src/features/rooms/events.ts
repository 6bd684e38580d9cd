import { defineEvent } from '@portfolio/platform/events/events';
import { z } from 'zod';
import { RoomRole } from './schema.ts';

const aboutRoom = z.object({ roomId: z.uuid() });

export const roomCreated = defineEvent('rooms.room.created', 1, aboutRoom);
export const roomChanged = defineEvent('rooms.room.changed', 1, aboutRoom);
export const roomDeleted = defineEvent('rooms.room.deleted', 1, aboutRoom);
export const participantJoined = defineEvent(
  'rooms.participant.joined',
  1,
  aboutRoom.extend({ userId: z.uuid(), role: RoomRole }),
);
export const participantLeft = defineEvent(
  'rooms.participant.left',
  1,
  aboutRoom.extend({ userId: z.uuid() }),
);
