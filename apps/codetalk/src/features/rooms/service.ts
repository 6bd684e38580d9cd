import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { participants, type RoomRow, rooms } from '@portfolio/db/schema/rooms';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { notFound } from '@portfolio/platform/kernel/errors';
import { refuseStale } from '@portfolio/platform/kernel/versions';
import type { SearchDocument } from '@portfolio/platform/search/search';
import { grantReader } from '@portfolio/platform/search/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { participantJoined, roomChanged, roomCreated, roomDeleted } from './events.ts';
import type { CreateRoom, Room, UpdateRoom } from './schema.ts';
import {
  enterRoom,
  note,
  onlineMs,
  ownRoom,
  readerOf,
  type Seen,
  seeRoom,
  tellRoom,
} from './service.access.ts';
import { personOf } from './service.people.ts';

type Deps = { db: Db; users: UsersService; origin: string };

const eventOf = { created: roomCreated, changed: roomChanged, deleted: roomDeleted };

/** Rooms themselves: make, look at, change, delete and bring back. */
export class RoomsService {
  readonly #db: Db;
  readonly #users: UsersService;
  readonly #origin: string;

  constructor(ports: Deps) {
    this.#db = ports.db;
    this.#users = ports.users;
    this.#origin = ports.origin;
  }

  /** Rooms as a caller sees them, with owners and numbers looked up for all at once. */
  async present(seen: readonly Seen[], tx: Db | Tx = this.#db): Promise<Room[]> {
    if (seen.length === 0) return [];
    const ids = seen.map(({ room }) => room.id);
    const counts = await tx
      .select({
        roomId: participants.roomId,
        all: sql<number>`count(*)::int`,
        online: sql<number>`count(*) filter (where ${participants.seenAt} > now() - ${onlineMs} * interval '1 millisecond')::int`,
      })
      .from(participants)
      .where(and(inArray(participants.roomId, ids), isNull(participants.leftAt)))
      .groupBy(participants.roomId);
    const owners = await this.#users.publicByIds(seen.map(({ room }) => room.ownerId));
    const countOf = new Map(counts.map((row) => [row.roomId, row]));
    return seen.map(({ room, mine }) => ({
      ...fieldsOf(room),
      role: mine?.role ?? null,
      favourite: mine?.favourite ?? false,
      owner: personOf(owners, room.ownerId),
      participantCount: countOf.get(room.id)?.all ?? 0,
      onlineCount: countOf.get(room.id)?.online ?? 0,
    }));
  }

  async #one(seen: Seen, tx: Db | Tx = this.#db): Promise<Room> {
    const [room] = await this.present([seen], tx);
    if (!room) throw new Error('a room was not presented');
    return room;
  }

  async #tell(tx: Tx, actor: Actor, what: keyof typeof eventOf, roomId: string): Promise<void> {
    await publish(tx, eventOf[what].of({ subject: roomId, actor: actor.userId, data: { roomId } }));
    await tellRoom(tx, roomId);
  }

  async get(actor: Actor, id: string): Promise<Room> {
    return this.#one(await seeRoom(this.#db, actor, id));
  }

  /** Whoever makes a room owns it and is in it. */
  async create(actor: Actor, input: CreateRoom): Promise<Room> {
    return this.#db.transaction(async (tx) => {
      const id = newId();
      const { userId } = actor;
      const [room] = await tx
        .insert(rooms)
        .values({ ...input, id, ownerId: userId })
        .returning();
      const [mine] = await tx.insert(participants).values({ roomId: id, userId, role: 'owner' }).returning();
      if (!room || !mine) throw new Error('an insert answered no row');
      await grantReader(tx, userId, readerOf(id));
      await note(tx, { roomId: id, actorId: userId, kind: 'created' });
      const joined = { roomId: id, userId, role: 'owner' as const };
      await publish(tx, participantJoined.of({ subject: id, actor: userId, data: joined }));
      await this.#tell(tx, actor, 'created', id);
      return this.#one({ room, mine }, tx);
    });
  }

  /** The owner changes the fields that are present. Throws 409 `conflict` with `current` when `ifMatch` is stale. */
  async update(actor: Actor, { id, archived, ...changes }: UpdateRoom, ifMatch?: number): Promise<Room> {
    return this.#db.transaction(async (tx) => {
      const current = await ownRoom(tx, actor, id);
      const { mine } = await enterRoom(tx, actor, id);
      await refuseStale(current.version, ifMatch, () => this.#one({ room: current, mine }, tx));
      const archivedAt = archived ? (current.archivedAt ?? new Date()) : null;
      const [room] = await tx
        .update(rooms)
        .set({
          ...changes,
          ...(archived === undefined ? {} : { archivedAt }),
          version: current.version + 1,
          updatedAt: sql`now()`,
        })
        .where(eq(rooms.id, id))
        .returning();
      if (!room) throw notFound('room');
      await this.#noteChanges(tx, actor, current, room);
      await this.#tell(tx, actor, 'changed', id);
      return this.#one({ room, mine }, tx);
    });
  }

  async #noteChanges(tx: Tx, actor: Actor, before: RoomRow, after: RoomRow): Promise<void> {
    const entry = { roomId: after.id, actorId: actor.userId };
    if (before.title !== after.title)
      await note(tx, { ...entry, kind: 'renamed', data: { from: before.title, to: after.title } });
    if (before.visibility !== after.visibility)
      await note(tx, { ...entry, kind: 'visibility', data: { to: after.visibility } });
    if ((before.archivedAt === null) !== (after.archivedAt === null))
      await note(tx, { ...entry, kind: after.archivedAt ? 'archived' : 'unarchived' });
  }

  /** The owner's alone. Into the trash, for 30 days; again is fine while it lies there. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const trashed = await this.#owned(tx, actor, id);
      if (trashed?.deletedAt) return;
      await ownRoom(tx, actor, id);
      await tx.update(rooms).set({ deletedAt: sql`now()`, updatedAt: sql`now()` }).where(eq(rooms.id, id));
      await this.#tell(tx, actor, 'deleted', id);
    });
  }

  /** The caller's own room, in the trash too; null where it is not theirs. */
  async #owned(tx: Tx, actor: Actor, id: string): Promise<RoomRow | null> {
    const [room] = await tx
      .select()
      .from(rooms)
      .where(and(eq(rooms.id, id), eq(rooms.ownerId, actor.userId)))
      .for('update');
    return room ?? null;
  }

  /** Brings back what was deleted or archived. */
  async restore(actor: Actor, id: string): Promise<Room> {
    return this.#db.transaction(async (tx) => {
      const trashed = await this.#owned(tx, actor, id);
      if (!trashed) await ownRoom(tx, actor, id);
      await tx
        .update(rooms)
        .set({ deletedAt: null, archivedAt: null, updatedAt: sql`now()` })
        .where(eq(rooms.id, id));
      await note(tx, { roomId: id, actorId: actor.userId, kind: 'restored' });
      await this.#tell(tx, actor, 'changed', id);
      return this.#one(await seeRoom(tx, actor, id), tx);
    });
  }

  async favourite(actor: Actor, id: string, favourite: boolean): Promise<Room> {
    const { room } = await enterRoom(this.#db, actor, id);
    const [mine] = await this.#db
      .update(participants)
      .set({ favourite })
      .where(and(eq(participants.roomId, id), eq(participants.userId, actor.userId)))
      .returning();
    return this.#one({ room, mine: mine ?? null });
  }

  /** What search holds of it; null once it is deleted. */
  async document(id: string): Promise<SearchDocument | null> {
    const [room] = await this.#db
      .select()
      .from(rooms)
      .where(and(eq(rooms.id, id), isNull(rooms.deletedAt)));
    if (!room) return null;
    return {
      app: 'codetalk',
      type: 'room',
      id,
      owner: room.ownerId,
      readers: [readerOf(id), ...(room.visibility === 'everyone' ? ['public'] : [])],
      title: room.title,
      body: [room.description, room.language].filter(Boolean).join('\n'),
      url: `${this.#origin}/rooms/${id}`,
      facets: { language: room.language, archived: room.archivedAt !== null },
    };
  }

  /** Deletes for good what lay in the trash for 30 days; answers how many. */
  async purge(): Promise<number> {
    const rows = await this.#db
      .delete(rooms)
      .where(lt(rooms.deletedAt, sql`now() - interval '30 days'`))
      .returning({ id: rooms.id });
    return rows.length;
  }
}

const fieldsOf = ({ ownerId, deletedAt, ...room }: RoomRow) => ({
  ...room,
  archivedAt: room.archivedAt?.toISOString() ?? null,
  createdAt: room.createdAt.toISOString(),
  updatedAt: room.updatedAt.toISOString(),
});
