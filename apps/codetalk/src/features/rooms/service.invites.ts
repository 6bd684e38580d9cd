import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import {
  type InviteRow,
  invites,
  participants,
  type RoomRole,
  type RoomRow,
  rooms,
} from '@portfolio/db/schema/rooms';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { decodeIdCursor, encodeCursor, page } from '@portfolio/platform/kernel/cursor';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import { hashToken, randomToken } from '@portfolio/platform/kernel/keys';
import type { NotificationsService } from '@portfolio/platform/notifications/service';
import type { User } from '@portfolio/platform/users/schema';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { CreateInvite, Invite, InvitePage, MadeInvite, OfRoom } from './schema.ts';
import { note, ownRoom, tellRoom } from './service.access.ts';

type Deps = { db: Db; users: UsersService; notifications: NotificationsService; origin: string };

/** Mails that one room may send a day: an owner is no mailing list. */
const mailsPerDayMax = 50;

const usable = and(
  isNull(invites.revokedAt),
  or(isNull(invites.expiresAt), gt(invites.expiresAt, sql`now()`)),
  or(isNull(invites.usesLeft), gt(invites.usesLeft, 0)),
);

const present = (row: InviteRow, people: ReadonlyMap<string, User>): Invite => ({
  id: row.id,
  kind: row.userId ? 'person' : row.email ? 'email' : 'link',
  userId: row.userId,
  username: row.userId ? (people.get(row.userId)?.username ?? null) : null,
  email: row.email,
  role: row.role,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  usesLeft: row.usesLeft,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Ways into a room: for a person, for an address, by link. */
export class InvitesService {
  readonly #db: Db;
  readonly #users: UsersService;
  readonly #notifications: NotificationsService;
  readonly #origin: string;

  constructor(ports: Deps) {
    this.#db = ports.db;
    this.#users = ports.users;
    this.#notifications = ports.notifications;
    this.#origin = ports.origin;
  }

  /**
   * The owner invites: a person (bell and mail), an address (mail), or makes a link. 403 `email_unverified` for an
   * owner whose own address is not verified, 429 past the day's mails of a room.
   */
  async create(actor: Actor, { id: roomId, uses, expiresAt, ...input }: CreateInvite): Promise<MadeInvite> {
    if (!actor.emailVerified)
      throw new DomainError('email_unverified', 'Confirm your e-mail address first; then you can invite.');
    return this.#db.transaction(async (tx) => {
      const room = await ownRoom(tx, actor, roomId);
      const guest = input.userId ? await this.#guest(input.userId, actor) : null;
      if (guest || input.email) await this.#refuseMany(tx, roomId);
      const token = randomToken();
      const [row] = await tx
        .insert(invites)
        .values({
          ...input,
          id: newId(),
          roomId,
          inviterId: actor.userId,
          tokenHash: hashToken(token),
          expiresAt: expiresAt ? new Date(expiresAt) : null,
          usesLeft: guest || input.email ? 1 : (uses ?? null),
        })
        .returning();
      if (!row) throw new Error('an insert answered no row');
      const url = `${this.#origin}/rooms/${roomId}/join?token=${token}`;
      if (guest) await this.#welcomeBack(tx, roomId, guest.id);
      if (guest) await this.#tellGuest(tx, actor, room, row, guest);
      else if (input.email) await this.#mail(tx, actor, room, row, { to: input.email, url });
      const who = guest ? { subjectId: guest.id } : {};
      const data = { role: row.role, by: guest ? 'person' : input.email ? 'email' : 'link' };
      await note(tx, { roomId, actorId: actor.userId, kind: 'invited', data, ...who });
      await tellRoom(tx, roomId);
      const people = new Map(guest ? [[guest.id, guest]] : []);
      return { ...present(row, people), ...(guest || input.email ? {} : { url, token }) };
    });
  }

  async #guest(userId: string, actor: Actor): Promise<User & { email: string }> {
    const row = await this.#users.findRow(userId);
    if (!row?.emailVerifiedAt) throw notFound('person');
    if (userId === actor.userId) throw invalid('userId', 'You are in this room already.');
    const people = await this.#users.publicByIds([userId]);
    const user = people.get(userId);
    if (!user) throw notFound('person');
    return { ...user, email: row.email };
  }

  /** Whoever the owner invites by name may come in again. */
  async #welcomeBack(tx: Tx, roomId: string, userId: string): Promise<void> {
    await tx
      .update(participants)
      .set({ banned: false })
      .where(and(eq(participants.roomId, roomId), eq(participants.userId, userId)));
  }

  async #refuseMany(tx: Tx, roomId: string): Promise<void> {
    const n = await tx.$count(
      invites,
      and(
        eq(invites.roomId, roomId),
        gt(invites.createdAt, sql`now() - interval '1 day'`),
        sql`(${invites.userId} is not null or ${invites.email} is not null)`,
      ),
    );
    if (n >= mailsPerDayMax)
      throw new DomainError(
        'rate_limited',
        'This room has sent its invitations for today. Share a link instead.',
        {
          headers: { 'retry-after': '3600' },
        },
      );
  }

  async #tellGuest(
    tx: Tx,
    actor: Actor,
    room: RoomRow,
    row: InviteRow,
    guest: User & { email: string },
  ): Promise<void> {
    const url = `${this.#origin}/rooms/${room.id}/join`;
    await this.#notifications.notify(tx, {
      userId: guest.id,
      kind: 'room.invited',
      app: 'codetalk',
      title: `${actor.username} invites you to ${room.title}`,
      body: room.description ?? '',
      url,
      dedupeKey: `room-invite:${row.id}`,
    });
    await this.#mail(tx, actor, room, row, { to: guest.email, userId: guest.id, url });
  }

  async #mail(
    tx: Tx,
    actor: Actor,
    room: RoomRow,
    row: InviteRow,
    message: { to: string; url: string; userId?: string },
  ): Promise<void> {
    const { url, ...to } = message;
    await this.#notifications.email(tx, {
      ...to,
      senderId: actor.userId,
      template: 'room-invite',
      data: { inviter: actor.username, room: room.title, role: row.role, url },
      dedupeKey: `room-invite:${row.id}`,
    });
  }

  /** Invitations that still let somebody in, newest first; for the owner. */
  async list(actor: Actor, { id, cursor, limit }: OfRoom): Promise<InvitePage> {
    const before = cursor === undefined ? undefined : decodeIdCursor(cursor, 'invites').id;
    const rows = await this.#db.transaction(async (tx) => {
      await ownRoom(tx, actor, id);
      return tx
        .select()
        .from(invites)
        .where(and(eq(invites.roomId, id), usable, before === undefined ? undefined : lt(invites.id, before)))
        .orderBy(desc(invites.id))
        .limit(limit + 1);
    });
    const people = await this.#users.publicByIds(rows.flatMap(({ userId }) => (userId ? [userId] : [])));
    return page(
      rows,
      limit,
      (row) => present(row, people),
      (row) => encodeCursor('invites', [row.id]),
    );
  }

  /** Withdraws an invitation. Again is fine. */
  async revoke(actor: Actor, roomId: string, inviteId: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await ownRoom(tx, actor, roomId);
      const [row] = await tx
        .update(invites)
        .set({ revokedAt: sql`coalesce(${invites.revokedAt}, now())`, updatedAt: sql`now()` })
        .where(and(eq(invites.id, inviteId), eq(invites.roomId, roomId)))
        .returning();
      if (!row) throw notFound('invitation');
      await note(tx, { roomId, actorId: actor.userId, kind: 'revoked' });
      await tellRoom(tx, roomId);
    });
  }

  /** What was meant for one person is withdrawn when the owner takes them out. */
  async revokeFor(tx: Tx, roomId: string, userId: string): Promise<void> {
    await tx
      .update(invites)
      .set({ revokedAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(eq(invites.roomId, roomId), eq(invites.userId, userId), isNull(invites.revokedAt)));
  }

  /**
   * The role of an invitation that lets this person into the room, by token or by name; null where there is none. One
   * use is taken, unless they have that role already.
   */
  async take(
    tx: Tx,
    actor: Actor,
    roomId: string,
    token: string | undefined,
    has: RoomRole | null,
  ): Promise<RoomRole | null> {
    const mine =
      token === undefined ? eq(invites.userId, actor.userId) : eq(invites.tokenHash, hashToken(token));
    const [row] = await tx
      .select()
      .from(invites)
      .where(and(eq(invites.roomId, roomId), mine, usable))
      .orderBy(desc(invites.id))
      .limit(1)
      .for('update');
    if (!row) return null;
    await this.#refuseOthers(actor, row);
    if (has === row.role || has === 'owner') return row.role;
    if (row.usesLeft !== null)
      await tx
        .update(invites)
        .set({ usesLeft: row.usesLeft - 1, updatedAt: sql`now()` })
        .where(eq(invites.id, row.id));
    return row.role;
  }

  /** What was sent to one person or address is not for whoever it was passed on to. */
  async #refuseOthers(actor: Actor, row: InviteRow): Promise<void> {
    const stranger = new DomainError(
      'forbidden',
      'This invitation is for somebody else. Ask for one of your own.',
    );
    if (row.userId && row.userId !== actor.userId) throw stranger;
    if (!row.email) return;
    const person = await this.#users.findRow(actor.userId);
    if (person?.email !== row.email || !person.emailVerifiedAt) throw stranger;
  }

  /** What the page of an invitation shows before it is accepted; 404 for one that lets this person in no more. */
  async preview(actor: Actor, roomId: string, token: string | undefined) {
    const mine =
      token === undefined ? eq(invites.userId, actor.userId) : eq(invites.tokenHash, hashToken(token));
    const [found] = await this.#db
      .select({ invite: invites, room: rooms })
      .from(invites)
      .innerJoin(rooms, eq(rooms.id, invites.roomId))
      .where(and(eq(invites.roomId, roomId), mine, usable, isNull(rooms.deletedAt)))
      .orderBy(desc(invites.id))
      .limit(1);
    if (!found) throw notFound('invitation');
    const people = await this.#users.publicByIds([found.invite.inviterId]);
    return {
      title: found.room.title,
      role: found.invite.role,
      inviter: people.get(found.invite.inviterId)?.username ?? 'deleted',
    };
  }
}
