import type { Db, Tx } from '@portfolio/db/client';
import {
  activity,
  type ParticipantRow,
  participants,
  type RoomRole,
  rooms,
} from '@portfolio/db/schema/rooms';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { decodeCursor, decodeIdCursor, encodeCursor, page } from '@portfolio/platform/kernel/cursor';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import { grantReader, revokeReader } from '@portfolio/platform/search/service';
import type { User } from '@portfolio/platform/users/schema';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { participantJoined, participantLeft } from './events.ts';
import {
  type Activity,
  type ActivityPage,
  activityKinds,
  type JoinRoom,
  type OfRoom,
  type Participant,
  type ParticipantPage,
  type RemoveParticipant,
  type SetRole,
} from './schema.ts';
import { enterRoom, note, onlineMs, ownRoom, readerOf, tellRoom } from './service.access.ts';
import type { InvitesService } from './service.invites.ts';

/** How a person is shown; somebody who is gone keeps a place without a name. */
export const personOf = (people: ReadonlyMap<string, User>, id: string) => {
  const user = people.get(id);
  const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ');
  const username = user?.username ?? 'deleted';
  return { id, username, name: name || username, avatarUrl: user?.avatarUrl ?? null };
};

const peopleOrder = 'joined';
const rank: Record<RoomRole, number> = { viewer: 0, editor: 1, owner: 2 };
const isoTime = z.iso.datetime();

type Deps = { db: Db; users: UsersService; invites: InvitesService };

/** Who is in a room: joining, leaving, roles, and what happened. */
export class PeopleService {
  readonly #db: Db;
  readonly #users: UsersService;
  readonly #invites: InvitesService;

  constructor(ports: Deps) {
    this.#db = ports.db;
    this.#users = ports.users;
    this.#invites = ports.invites;
  }

  async #present(rows: readonly ParticipantRow[]): Promise<Participant[]> {
    const people = await this.#users.publicByIds(rows.map((row) => row.userId));
    const since = Date.now() - onlineMs;
    return rows.map((row) => {
      const { id, ...person } = personOf(people, row.userId);
      return {
        userId: id,
        ...person,
        role: row.role,
        joinedAt: row.joinedAt.toISOString(),
        online: (row.seenAt?.getTime() ?? 0) > since,
      };
    });
  }

  /** In the order in which they came. */
  async list(actor: Actor, { id, cursor, limit }: OfRoom): Promise<ParticipantPage> {
    await enterRoom(this.#db, actor, id);
    const after = cursor === undefined ? null : afterOf(cursor);
    const rows = await this.#db
      .select()
      .from(participants)
      .where(
        and(
          eq(participants.roomId, id),
          isNull(participants.leftAt),
          after === null
            ? undefined
            : sql`(${participants.joinedAt}, ${participants.userId}) > (${after.at}::timestamptz, ${after.id}::uuid)`,
        ),
      )
      .orderBy(asc(participants.joinedAt), asc(participants.userId))
      .limit(limit + 1);
    const cut = page(
      rows,
      limit,
      (row) => row,
      (row) => encodeCursor(peopleOrder, [row.joinedAt.toISOString(), row.userId]),
    );
    return { ...cut, items: await this.#present(cut.items) };
  }

  /**
   * Lets the caller in with the role of their invitation, else as viewer where the room is open to them. Somebody who
   * is in keeps the higher role. 404 where neither holds, 403 for one who was taken out for good.
   */
  async join(actor: Actor, { id, inviteToken }: JoinRoom): Promise<{ role: RoomRole }> {
    return this.#db.transaction(async (tx) => {
      const [room] = await tx
        .select()
        .from(rooms)
        .where(and(eq(rooms.id, id), isNull(rooms.deletedAt)))
        .for('share');
      if (!room) throw notFound('room');
      const before = await this.#row(tx, id, actor.userId);
      const inside = before && before.leftAt === null ? before : null;
      const known = inside !== null || room.visibility !== 'private';
      if (before?.banned && !inside)
        throw known
          ? new DomainError('forbidden', 'The owner has taken you out of this room.')
          : notFound('room');
      const invited = await this.#invites.take(tx, actor, id, inviteToken, inside?.role ?? null);
      const open: RoomRole | null = room.visibility === 'private' ? null : 'viewer';
      const role = highest(inside?.role ?? null, invited, open);
      if (role === null) throw notFound('room');
      if (inside?.role !== role) await this.#admit(tx, actor, id, role, inside !== null);
      return { role };
    });
  }

  async #row(tx: Tx, roomId: string, userId: string): Promise<ParticipantRow | null> {
    const [row] = await tx
      .select()
      .from(participants)
      .where(and(eq(participants.roomId, roomId), eq(participants.userId, userId)))
      .for('update');
    return row ?? null;
  }

  async #admit(tx: Tx, actor: Actor, roomId: string, role: RoomRole, inside: boolean): Promise<void> {
    const { userId } = actor;
    const again = { role, leftAt: null, ...(inside ? {} : { joinedAt: new Date() }) };
    await tx
      .insert(participants)
      .values({ roomId, userId, role })
      .onConflictDoUpdate({ target: [participants.roomId, participants.userId], set: again });
    await grantReader(tx, userId, readerOf(roomId));
    if (inside)
      await note(tx, { roomId, actorId: userId, subjectId: userId, kind: 'role', data: { to: role } });
    else {
      await note(tx, { roomId, actorId: userId, kind: 'joined', data: { role } });
      const joined = { roomId, userId, role };
      await publish(tx, participantJoined.of({ subject: roomId, actor: userId, data: joined }));
    }
    await tellRoom(tx, roomId);
  }

  /** The owner stays until somebody else owns the room. Leaving what one has left is fine. */
  async leave(actor: Actor, id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.select({ id: rooms.id }).from(rooms).where(eq(rooms.id, id)).for('share');
      const row = await this.#row(tx, id, actor.userId);
      if (!row) throw notFound('room');
      if (row.leftAt !== null) return;
      if (row.role === 'owner')
        throw new DomainError('conflict', 'You own this room: make somebody else its owner, or delete it.');
      await this.#out(tx, actor, row, 'left', false);
    });
  }

  async #out(
    tx: Tx,
    actor: Actor,
    { roomId, userId }: ParticipantRow,
    kind: 'left' | 'removed' | 'banned',
    banned: boolean,
  ): Promise<void> {
    await tx
      .update(participants)
      .set({ leftAt: sql`now()`, seenAt: null, banned })
      .where(and(eq(participants.roomId, roomId), eq(participants.userId, userId)));
    await revokeReader(tx, userId, readerOf(roomId));
    const subject = kind === 'left' ? {} : { subjectId: userId };
    await note(tx, { roomId, actorId: actor.userId, kind, ...subject });
    const left = { roomId, userId };
    await publish(tx, participantLeft.of({ subject: roomId, actor: actor.userId, data: left }));
    await tellRoom(tx, roomId, [userId]);
  }

  /** The owner takes somebody out, with `ban` for good. Again is fine. */
  async remove(actor: Actor, { id, userId, ban }: RemoveParticipant): Promise<void> {
    if (userId === actor.userId) return this.leave(actor, id);
    await this.#db.transaction(async (tx) => {
      await ownRoom(tx, actor, id);
      const row = await this.#row(tx, id, userId);
      if (!row) throw notFound('participant');
      if (row.leftAt === null) await this.#out(tx, actor, row, ban ? 'banned' : 'removed', ban);
      else if (ban)
        await tx
          .update(participants)
          .set({ banned: true })
          .where(and(eq(participants.roomId, id), eq(participants.userId, userId)));
      await this.#invites.revokeFor(tx, id, userId);
    });
  }

  /** The owner sets a role. `owner` hands the room over: whoever owned it becomes an editor. */
  async setRole(actor: Actor, { id, userId, role }: SetRole): Promise<Participant> {
    return this.#db.transaction(async (tx) => {
      await ownRoom(tx, actor, id);
      const row = await this.#row(tx, id, userId);
      if (!row || row.leftAt !== null) throw notFound('participant');
      if (userId === actor.userId && role !== 'owner')
        throw invalid('role', 'You own this room: make somebody else its owner instead.');
      const changed = row.role !== role;
      if (changed) await this.#change(tx, actor, row, role);
      const [shown] = await this.#present([{ ...row, role }]);
      if (!shown) throw new Error('a participant was not presented');
      return shown;
    });
  }

  async #change(tx: Tx, actor: Actor, row: ParticipantRow, role: RoomRole): Promise<void> {
    const { roomId, userId } = row;
    const set = (who: string, to: RoomRole) =>
      tx
        .update(participants)
        .set({ role: to })
        .where(and(eq(participants.roomId, roomId), eq(participants.userId, who)));
    await set(userId, role);
    if (role === 'owner') {
      await set(actor.userId, 'editor');
      await tx
        .update(rooms)
        .set({ ownerId: userId, version: sql`${rooms.version} + 1`, updatedAt: sql`now()` })
        .where(eq(rooms.id, roomId));
    }
    const kind = role === 'owner' ? 'owner' : 'role';
    await note(tx, { roomId, actorId: actor.userId, subjectId: userId, kind, data: { to: role } });
    await tellRoom(tx, roomId);
  }

  /** One of the caller's pages of the room is open: they are online for the next half minute. */
  async here(actor: Actor, id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const { mine } = await enterRoom(tx, actor, id);
      await tx
        .update(participants)
        .set({ seenAt: sql`now()` })
        .where(and(eq(participants.roomId, id), eq(participants.userId, actor.userId)));
      if ((mine.seenAt?.getTime() ?? 0) < Date.now() - onlineMs) await tellRoom(tx, id);
    });
  }

  /** What happened in the room, newest first, for those who are in it. */
  async activity(actor: Actor, { id, cursor, limit }: OfRoom): Promise<ActivityPage> {
    await enterRoom(this.#db, actor, id);
    const before = cursor === undefined ? undefined : decodeIdCursor(cursor, 'activity').id;
    const rows = await this.#db
      .select()
      .from(activity)
      .where(and(eq(activity.roomId, id), before === undefined ? undefined : lt(activity.id, before)))
      .orderBy(desc(activity.id))
      .limit(limit + 1);
    const ids = rows.flatMap(({ actorId, subjectId }) => (subjectId ? [actorId, subjectId] : [actorId]));
    const people = await this.#users.publicByIds(ids);
    const toItem = (row: typeof activity.$inferSelect): Activity => ({
      id: row.id,
      kind: activityKinds.find((kind) => kind === row.kind) ?? 'renamed',
      actor: personOf(people, row.actorId),
      subject: row.subjectId ? personOf(people, row.subjectId) : null,
      data: row.data,
      createdAt: row.createdAt.toISOString(),
    });
    return page(rows, limit, toItem, (row) => encodeCursor('activity', [row.id]));
  }
}

const afterOf = (cursor: string): { at: string; id: string } => {
  const { id, text } = decodeIdCursor(cursor, peopleOrder);
  const at = isoTime.safeParse(text);
  // `decodeCursor` refuses with the error of a cursor that is not ours.
  if (!at.success) decodeCursor(cursor, 'not ours');
  return { at: text, id };
};

/** The highest of these roles; null where there is none. */
const highest = (...roles: (RoomRole | null)[]): RoomRole | null =>
  roles.reduce((best, role) => (role && (!best || rank[role] > rank[best]) ? role : best), null);
