import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { activity, type ParticipantRow, participants, type RoomRow, rooms } from '@portfolio/db/schema/rooms';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { DomainError, notFound } from '@portfolio/platform/kernel/errors';
import { notifyChange } from '@portfolio/platform/live/service';
import { and, eq, isNull } from 'drizzle-orm';
import type { ActivityKind } from './schema.ts';

/** A page that said so within this time is open. */
export const onlineMs = 30_000;
/** Who finds a room's document in search. */
export const readerOf = (roomId: string): string => `room:${roomId}`;

export type Seen = { room: RoomRow; mine: ParticipantRow | null };

/**
 * A room as the caller may see it: one that they are in, or one that everyone, or whoever has its link, may enter. Any
 * other is not there.
 */
export const seeRoom = async (tx: Db | Tx, actor: Actor, id: string): Promise<Seen> => {
  const [found] = await tx
    .select({ room: rooms, mine: participants })
    .from(rooms)
    .leftJoin(participants, and(eq(participants.roomId, rooms.id), eq(participants.userId, actor.userId)))
    .where(and(eq(rooms.id, id), isNull(rooms.deletedAt)));
  if (!found) throw notFound('room');
  const mine = found.mine && found.mine.leftAt === null ? found.mine : null;
  if (!mine && found.room.visibility === 'private') throw notFound('room');
  return { room: found.room, mine };
};

/** As `seeRoom`, for those who are in it: 403 for one who only sees it. */
export const enterRoom = async (
  tx: Db | Tx,
  actor: Actor,
  id: string,
): Promise<{ room: RoomRow; mine: ParticipantRow }> => {
  const { room, mine } = await seeRoom(tx, actor, id);
  if (!mine) throw new DomainError('forbidden', 'Join the room first.');
  return { room, mine };
};

/** As `enterRoom`, for its owner, with the room held until the transaction ends. */
export const ownRoom = async (tx: Tx, actor: Actor, id: string): Promise<RoomRow> => {
  await tx.select({ id: rooms.id }).from(rooms).where(eq(rooms.id, id)).for('update');
  const { room, mine } = await enterRoom(tx, actor, id);
  if (mine.role !== 'owner') throw new DomainError('forbidden', 'Only the owner of the room may do this.');
  return room;
};

/** Writes what happened into the room's activity. */
export const note = async (
  tx: Tx,
  entry: {
    roomId: string;
    actorId: string;
    kind: ActivityKind;
    subjectId?: string;
    data?: Record<string, string>;
  },
): Promise<void> => {
  await tx.insert(activity).values({ id: newId(), ...entry });
};

/** Tells the open pages of everybody in the room, and of `also`, who just went. */
export const tellRoom = async (tx: Tx, roomId: string, also: readonly string[] = []): Promise<void> => {
  const rows = await tx
    .select({ userId: participants.userId })
    .from(participants)
    .where(and(eq(participants.roomId, roomId), isNull(participants.leftAt)));
  // In one order for all, so that two who tell the same people never wait for each other.
  const people = [...new Set([...rows.map(({ userId }) => userId), ...also])].sort();
  for (const userId of people)
    await notifyChange(tx, { userId, app: 'codetalk', topic: 'rooms', data: { roomId } });
};
