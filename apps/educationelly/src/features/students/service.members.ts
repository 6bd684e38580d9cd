import { type MembershipRow, memberships, rosters, schools } from '@portfolio/db/schema/students';
import type { Role } from '@portfolio/db/students-values';
import { publish } from '@portfolio/platform/events/events';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import { grantReader, revokeReader } from '@portfolio/platform/search/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { studentChanged } from './events.ts';
import type { Member, UpdateMember } from './schema.districts.ts';
import { namesOf } from './service.present.ts';
import { type Asking, readersOf, requireAdmin, type Seat, type SeatsService } from './service.seat.ts';

type Ports = { seats: SeatsService; users: UsersService };

/** The schools that a role goes by, each of this district. Throws 422 for another. */
export const checkSchools = async (
  { tx, district }: Seat,
  role: Role,
  ids: readonly string[],
): Promise<string[]> => {
  const unique = role === 'district_admin' ? [] : [...new Set(ids)];
  if (unique.length === 0) return [];
  const rows = await tx
    .select({ id: schools.id })
    .from(schools)
    .where(and(eq(schools.districtId, district.id), inArray(schools.id, unique)));
  if (rows.length !== unique.length) throw invalid('schoolIds', 'There is no such school.');
  return unique;
};

/** Who works in a district, as what. */
export class MembersService {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Everybody of the district, for those who may write: they choose teachers from it. */
  async list(asking: Asking): Promise<{ items: Member[] }> {
    return this.#ports.seats.within(asking, async (seat) => {
      if (seat.role === 'teacher' || seat.role === 'viewer')
        throw new DomainError('forbidden', 'Your role in this district does not see its members.');
      const rows = await seat.tx
        .select()
        .from(memberships)
        .where(eq(memberships.districtId, seat.district.id))
        .orderBy(asc(memberships.id))
        .limit(2_000);
      return { items: await this.#present(seat, rows) };
    });
  }

  async #present(seat: Seat, rows: readonly MembershipRow[]): Promise<Member[]> {
    const ids = rows.map(({ userId }) => userId);
    const names = await namesOf(this.#ports.users, seat.tx, ids);
    const people = await this.#ports.users.publicByIds(ids, seat.tx);
    return rows.map((row) => ({
      userId: row.userId,
      name: names(row.userId),
      username: people.get(row.userId)?.username ?? '',
      role: row.role,
      schoolIds: row.schoolIds,
      createdAt: row.createdAt.toISOString(),
    }));
  }

  /** Gives a member another role or other schools; what they find by search follows at once. */
  async update(asking: Asking, { userId, role, schoolIds }: UpdateMember): Promise<Member> {
    return this.#ports.seats.within(asking, async (seat) => {
      const old = await this.#member(seat, userId);
      requireAdmin(seat);
      if (role !== 'district_admin') await this.#keepAnAdmin(seat, userId);
      const set = { role, schoolIds: await checkSchools(seat, role, schoolIds) };
      const [row] = await seat.tx
        .update(memberships)
        .set({ ...set, updatedAt: sql`now()` })
        .where(eq(memberships.id, old.id))
        .returning();
      if (!row) throw notFound('member');
      for (const reader of readersOf(seat.district.id, old)) await revokeReader(seat.tx, userId, reader);
      for (const reader of readersOf(seat.district.id, row)) await grantReader(seat.tx, userId, reader);
      const [member] = await this.#present(seat, [row]);
      if (!member) throw notFound('member');
      return member;
    });
  }

  async #member({ tx, district, role, actor }: Seat, userId: string): Promise<MembershipRow> {
    const [row] = await tx
      .select()
      .from(memberships)
      .where(and(eq(memberships.districtId, district.id), eq(memberships.userId, userId)))
      .for('update');
    const hidden = (role === 'teacher' || role === 'viewer') && userId !== actor.userId;
    if (!row || hidden) throw notFound('member');
    return row;
  }

  async #keepAnAdmin({ tx, district }: Seat, userId: string): Promise<void> {
    const others = await tx
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(
        and(
          eq(memberships.districtId, district.id),
          eq(memberships.role, 'district_admin'),
          ne(memberships.userId, userId),
        ),
      )
      .orderBy(asc(memberships.id))
      .for('update')
      .limit(1);
    if (others.length === 0)
      throw new DomainError('conflict', 'A district keeps at least one administrator. Name another first.');
  }

  /** An administrator removes somebody, or a member leaves. Rosters and search let go of them at once. */
  async remove(asking: Asking, userId: string): Promise<void> {
    await this.#ports.seats.within(asking, async (seat) => {
      const row = await this.#member(seat, userId);
      if (userId !== seat.actor.userId) requireAdmin(seat);
      if (row.role === 'district_admin') await this.#keepAnAdmin(seat, userId);
      const { tx, district, actor } = seat;
      for (const reader of readersOf(district.id, row)) await revokeReader(tx, userId, reader);
      const taught = await tx
        .delete(rosters)
        .where(and(eq(rosters.districtId, district.id), eq(rosters.userId, userId)))
        .returning({ id: rosters.studentId });
      const about = (studentId: string) => ({ studentId, districtId: district.id });
      const events = taught.map(({ id }) =>
        studentChanged.of({ subject: id, actor: actor.userId, tenant: district.id, data: about(id) }),
      );
      await publish(tx, ...events);
      await tx.delete(memberships).where(eq(memberships.id, row.id));
    });
  }
}
