import type { Db } from '@portfolio/db/client';
import { participants, rooms } from '@portfolio/db/schema/rooms';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { decodeIdCursor, encodeCursor, page } from '@portfolio/platform/kernel/cursor';
import { and, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { ListRooms, RoomPage } from './schema.ts';
import type { Seen } from './service.access.ts';
import type { RoomsService } from './service.ts';

const titleHolds = (q: string | undefined): SQL | undefined =>
  q ? sql`lower(${rooms.title}) like ${`%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`}` : undefined;

const among = (archived: boolean): SQL | undefined =>
  and(isNull(rooms.deletedAt), (archived ? isNotNull : isNull)(rooms.archivedAt));

/** Whoever may bring a room back sees that it can be. */
const trashOf = (actor: Actor): SQL | undefined =>
  and(isNotNull(rooms.deletedAt), eq(rooms.ownerId, actor.userId));

/** Rooms of a person and rooms for everyone, newest first; ids are UUIDv7, so their order is that of creation. */
export class RoomLists {
  readonly #db: Db;
  readonly #rooms: RoomsService;

  constructor(ports: { db: Db; rooms: RoomsService }) {
    this.#db = ports.db;
    this.#rooms = ports.rooms;
  }

  async list(actor: Actor, input: ListRooms): Promise<RoomPage> {
    const before = input.cursor === undefined ? undefined : decodeIdCursor(input.cursor, input.view).id;
    const rows = await (input.view === 'open'
      ? this.#open(actor, input, before)
      : this.#mine(actor, input, before));
    const cut = page(
      rows,
      input.limit,
      (row) => row,
      ({ room }) => encodeCursor(input.view, [room.id]),
    );
    return { ...cut, items: await this.#rooms.present(cut.items) };
  }

  /** Walks the person's memberships in the order of their rooms. */
  #mine(actor: Actor, input: ListRooms, before: string | undefined): Promise<Seen[]> {
    return this.#db
      .select({ room: rooms, mine: participants })
      .from(participants)
      .innerJoin(rooms, eq(rooms.id, participants.roomId))
      .where(
        and(
          eq(participants.userId, actor.userId),
          isNull(participants.leftAt),
          before === undefined ? undefined : lt(participants.roomId, before),
          input.deleted ? trashOf(actor) : among(input.archived),
          input.favourite === undefined ? undefined : eq(participants.favourite, input.favourite),
          titleHolds(input.q),
        ),
      )
      .orderBy(desc(participants.roomId))
      .limit(input.limit + 1);
  }

  async #open(actor: Actor, input: ListRooms, before: string | undefined): Promise<Seen[]> {
    const rows = await this.#db
      .select({ room: rooms, mine: participants })
      .from(rooms)
      .leftJoin(
        participants,
        and(
          eq(participants.roomId, rooms.id),
          eq(participants.userId, actor.userId),
          isNull(participants.leftAt),
        ),
      )
      .where(
        and(
          eq(rooms.visibility, 'everyone'),
          isNull(rooms.deletedAt),
          isNull(rooms.archivedAt),
          before === undefined ? undefined : lt(rooms.id, before),
          titleHolds(input.q),
        ),
      )
      .orderBy(desc(rooms.id))
      .limit(input.limit + 1);
    return rows;
  }
}
