import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { accesses, districts, invitations, memberships, students } from '@portfolio/db/schema/students';
import type { Role } from '@portfolio/db/students-values';
import { enterTenant, inTenant } from '@portfolio/db/tenant';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { DomainError, notFound } from '@portfolio/platform/kernel/errors';
import { hashToken, randomToken } from '@portfolio/platform/kernel/keys';
import type { NotificationsService } from '@portfolio/platform/notifications/service';
import { grantReader, revokeReader } from '@portfolio/platform/search/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, desc, eq, gt, isNotNull, lt, ne, sql } from 'drizzle-orm';
import type { Invitation, Invite } from './schema.districts.ts';
import { checkSchools } from './service.members.ts';
import { namesOf } from './service.present.ts';
import { type Asking, readersOf, requireAdmin, type SeatsService } from './service.seat.ts';

const invitationDays = 14;
const titles: Record<Role, string> = {
  district_admin: 'district administrator',
  school_admin: 'school administrator',
  coordinator: 'EL coordinator',
  teacher: 'teacher',
  viewer: 'viewer',
};

type Ports = {
  db: Db;
  seats: SeatsService;
  users: UsersService;
  notifications: NotificationsService;
  origin: string;
};
type InvitationRow = typeof invitations.$inferSelect;

const presentInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  schoolIds: row.schoolIds,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

/** A token begins with its district, so that it can be looked up where only that district's rows are in sight. */
const districtIn = (token: string): string => {
  const id = /^([0-9a-f-]{36})\.[\w-]{20,}$/.exec(token)?.[1];
  if (!id) throw gone();
  return id;
};
const gone = (): DomainError =>
  new DomainError('not_found', 'This invitation was used, withdrawn, or is too old. Ask for a new one.');

/** Enough to know one's own address by, too little to learn another's. */
const masked = (email: string): string => {
  const [name = '', host = ''] = email.split('@');
  return `${name.slice(0, 1)}…@${host.slice(0, 1)}…${host.slice(host.lastIndexOf('.'))}`;
};

/** How others join a district: by a link that is mailed to one address and works once. */
export class InvitationsService {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  async list(asking: Asking): Promise<{ items: Invitation[] }> {
    return this.#ports.seats.within(asking, async (seat) => {
      requireAdmin(seat);
      const rows = await seat.tx
        .select()
        .from(invitations)
        .where(and(eq(invitations.districtId, seat.district.id), gt(invitations.expiresAt, sql`now()`)))
        .orderBy(desc(invitations.id))
        .limit(500);
      return { items: rows.map(presentInvitation) };
    });
  }

  /** Mails a link that lets one person in, once, for two weeks. The same address again gets a new link. */
  async invite(asking: Asking, { email, role, schoolIds }: Invite): Promise<Invitation> {
    if (!asking.actor.emailVerified)
      throw new DomainError('email_unverified', 'Confirm your e-mail address first: inviting sends mail.');
    return this.#ports.seats.within(asking, async (seat) => {
      requireAdmin(seat);
      const { tx, actor, district } = seat;
      const token = `${district.id}.${randomToken()}`;
      const values = {
        role,
        schoolIds: await checkSchools(seat, role, schoolIds),
        tokenHash: hashToken(token),
        invitedBy: actor.userId,
        expiresAt: new Date(Date.now() + invitationDays * 86_400_000),
      };
      await tx
        .delete(invitations)
        .where(and(eq(invitations.districtId, district.id), lt(invitations.expiresAt, sql`now()`)));
      const [row] = await tx
        .insert(invitations)
        .values({ id: newId(), districtId: district.id, email, ...values })
        .onConflictDoUpdate({
          target: [invitations.districtId, invitations.email],
          set: { ...values, updatedAt: sql`now()` },
        })
        .returning();
      if (!row) throw new Error('an insert answered no row');
      const names = await namesOf(this.#ports.users, tx, [actor.userId]);
      const data = { inviter: names(actor.userId), district: district.name, role: titles[role] };
      const url = `${this.#ports.origin}/invite/${token}`;
      await this.#ports.notifications.email(tx, {
        template: 'district-invite',
        to: email,
        senderId: actor.userId,
        data: { ...data, url },
      });
      return presentInvitation(row);
    });
  }

  /** Runs out at once. Again is fine. */
  async withdraw(asking: Asking, id: string): Promise<void> {
    return this.#ports.seats.within(asking, async (seat) => {
      requireAdmin(seat);
      const rows = await seat.tx
        .update(invitations)
        .set({ expiresAt: sql`least(${invitations.expiresAt}, now())`, updatedAt: sql`now()` })
        .where(and(eq(invitations.districtId, seat.district.id), eq(invitations.id, id)))
        .returning({ id: invitations.id });
      if (rows.length === 0) throw notFound('invitation');
    });
  }

  /** What an invitation offers, to whoever holds its link. */
  async look(actor: Actor, token: string) {
    return this.#invited(actor, token, async ({ tx, row, district }) => {
      const mine = (await this.#ports.users.findRow(actor.userId, tx))?.email === row.email;
      const email = mine ? row.email : masked(row.email);
      return { district: district.name, role: row.role, email, mine };
    });
  }

  async #invited<T>(
    actor: Actor,
    token: string,
    work: (found: { tx: Tx; row: InvitationRow; district: typeof districts.$inferSelect }) => Promise<T>,
  ): Promise<T> {
    const districtId = districtIn(token);
    return inTenant(this.#ports.db, { actorId: actor.userId, districtId }, async (tx) => {
      const [row] = await tx
        .select()
        .from(invitations)
        .where(and(eq(invitations.tokenHash, hashToken(token)), gt(invitations.expiresAt, sql`now()`)))
        .for('update');
      const [district] = await tx.select().from(districts).where(eq(districts.id, districtId));
      if (!row || !district) throw gone();
      return work({ tx, row, district });
    });
  }

  /** Joins by an invitation that was sent to the caller's own address; their own district goes if it is empty. */
  async accept(actor: Actor, token: string): Promise<{ slug: string }> {
    return this.#invited(actor, token, async ({ tx, row, district }) => {
      const user = await this.#ports.users.findRow(actor.userId, tx);
      if (user?.email !== row.email)
        throw new DomainError(
          'forbidden',
          'This invitation was sent to another address. Sign in with that one.',
        );
      // Whoever only says that the address is theirs has not shown it.
      if (!user.emailVerifiedAt)
        throw new DomainError('email_unverified', 'Confirm your e-mail address first, then accept.');
      const place = { userId: actor.userId, role: row.role, schoolIds: row.schoolIds };
      const [joined] = await tx
        .insert(memberships)
        .values({ id: newId(), districtId: district.id, ...place })
        .onConflictDoNothing()
        .returning();
      if (joined)
        for (const reader of readersOf(district.id, place)) await grantReader(tx, actor.userId, reader);
      await tx.delete(invitations).where(eq(invitations.id, row.id));
      await this.#leaveEmptyOwn(tx, actor, district.id);
      return { slug: district.slug };
    });
  }

  async #leaveEmptyOwn(tx: Tx, actor: Actor, joinedId: string): Promise<void> {
    const own = (await this.#ports.seats.mine(tx, actor)).filter(
      ({ district }) => district.ownerId === actor.userId && district.id !== joinedId,
    );
    for (const { district } of own) {
      await enterTenant(tx, { actorId: actor.userId, districtId: district.id });
      // Whoever adds a student meanwhile waits for this, and finds the district gone.
      await tx.select().from(districts).where(eq(districts.id, district.id)).for('update');
      const [student] = await tx
        .select({ id: students.id })
        .from(students)
        .where(eq(students.districtId, district.id))
        .limit(1);
      const others = await tx
        .select({ id: memberships.id })
        .from(memberships)
        .where(and(eq(memberships.districtId, district.id), ne(memberships.userId, actor.userId)))
        .limit(1);
      // The log of what was done to students outlives them: a district that has one is not empty.
      const [logged] = await tx
        .select({ id: accesses.id })
        .from(accesses)
        .where(and(eq(accesses.districtId, district.id), isNotNull(accesses.studentId)))
        .limit(1);
      if (student || logged || others.length > 0) continue;
      await revokeReader(tx, actor.userId, `district:${district.id}:admins`);
      await tx.delete(districts).where(eq(districts.id, district.id));
    }
  }
}
