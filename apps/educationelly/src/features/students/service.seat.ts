import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import {
  accesses,
  type DistrictRow,
  districts,
  memberships,
  rosters,
  type StudentRow,
  students,
} from '@portfolio/db/schema/students';
import type { accessKinds, Role } from '@portfolio/db/students-values';
import { enterTenant, inTenant } from '@portfolio/db/tenant';
import { publish } from '@portfolio/platform/events/events';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { DomainError, notFound } from '@portfolio/platform/kernel/errors';
import { randomToken } from '@portfolio/platform/kernel/keys';
import { notifyChange } from '@portfolio/platform/live/service';
import { grantReader } from '@portfolio/platform/search/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { studentArchived, studentChanged, studentCreated, studentErased } from './events.ts';
import { fold } from './rules.ts';

/** Somebody at work in one district, within a transaction that sees nothing of another. */
export type Seat = { tx: Tx; actor: Actor; district: DistrictRow; role: Role; schoolIds: string[] };
/** Who asks, and which of their districts for: its id, its slug, or the one used last. */
export type Asking = { actor: Actor; tenant?: string | undefined };

const writers: readonly Role[] = ['district_admin', 'school_admin', 'coordinator'];
export const mayWrite = (role: Role): boolean => writers.includes(role);

/** Throws 403 for roles that only read. */
export const requireWriter = ({ role }: Seat): void => {
  if (!mayWrite(role)) throw new DomainError('forbidden', 'Your role in this district may read, not change.');
};

/** Throws 403 for everybody but district administrators. */
export const requireAdmin = ({ role }: Seat): void => {
  if (role !== 'district_admin')
    throw new DomainError('forbidden', 'Only an administrator of this district may do this.');
};

/** The students that a seat may see: all, those of its schools, or a teacher's roster. */
export const inSight = ({ tx, actor, role, schoolIds, district }: Seat): SQL | undefined => {
  if (role === 'district_admin') return undefined;
  if (role === 'teacher')
    return inArray(
      students.id,
      tx
        .select({ id: rosters.studentId })
        .from(rosters)
        .where(and(eq(rosters.districtId, district.id), eq(rosters.userId, actor.userId))),
    );
  return schoolIds.length === 0 ? sql`false` : inArray(students.schoolId, schoolIds);
};

/** The student, archived or not, if this seat may see it; else it is not there. `lock` is for changes. */
export const seenStudent = async (seat: Seat, id: string, lock = false): Promise<StudentRow> => {
  const query = seat.tx
    .select()
    .from(students)
    .where(and(eq(students.districtId, seat.district.id), eq(students.id, id), inSight(seat)));
  const [row] = await (lock ? query.for('update') : query);
  if (!row) throw notFound('student');
  return row;
};

/** The reader keys by which a seat finds documents; granted and taken with its membership. */
export const readersOf = (
  districtId: string,
  { userId, role, schoolIds }: { userId: string; role: Role; schoolIds: readonly string[] },
): string[] => {
  if (role === 'district_admin') return [`district:${districtId}:admins`];
  if (role === 'teacher') return [`roster:${districtId}:${userId}`];
  return schoolIds.map((id) => `school:${id}`);
};

/** Keeps who did what with whose record. */
export const logAccess = async (
  { tx, actor, district }: Seat,
  kind: (typeof accessKinds)[number],
  studentIds: readonly (string | null)[],
  detail: Record<string, unknown> = {},
): Promise<void> => {
  if (studentIds.length === 0) return;
  const by = { districtId: district.id, userId: actor.userId, kind, detail };
  await tx.insert(accesses).values(studentIds.map((studentId) => ({ ...by, id: newId(), studentId })));
};

type StudentEvent =
  | typeof studentCreated
  | typeof studentChanged
  | typeof studentArchived
  | typeof studentErased;
/** Tells consumers and the caller's other pages, within the change's transaction. */
export const announce = async (
  { tx, actor, district }: Seat,
  event: StudentEvent,
  ids: readonly string[],
): Promise<void> => {
  const { userId } = actor;
  const about = (studentId: string) => ({ studentId, districtId: district.id });
  await publish(
    tx,
    ...ids.map((id) => event.of({ subject: id, actor: userId, tenant: district.id, data: about(id) })),
  );
  const data = ids.length === 1 ? { studentId: ids[0] } : {};
  await notifyChange(tx, { userId, app: 'educationelly', topic: 'students', data });
};

/** Finds the district that a call is about, and makes one for whoever has none. */
export class SeatsService {
  readonly #db: Db;
  readonly #users: UsersService;

  constructor(ports: { db: Db; users: UsersService }) {
    this.#db = ports.db;
    this.#users = ports.users;
  }

  /** Runs `work` as the caller in the district they ask for. Throws NOT_FOUND for one that they do not belong to. */
  async within<T>({ actor, tenant }: Asking, work: (seat: Seat) => Promise<T>): Promise<T> {
    return inTenant(this.#db, { actorId: actor.userId }, async (tx) => {
      const seat = await this.#seat(tx, actor, tenant);
      await enterTenant(tx, { actorId: actor.userId, districtId: seat.district.id });
      if (tenant && !seat.latest)
        await tx
          .update(memberships)
          .set({ usedAt: sql`now()` })
          .where(and(eq(memberships.districtId, seat.district.id), eq(memberships.userId, actor.userId)));
      return work(seat);
    });
  }

  async #seat(tx: Tx, actor: Actor, tenant: string | undefined): Promise<Seat & { latest: boolean }> {
    let own = await this.mine(tx, actor);
    if (own.length === 0) {
      await this.#found(tx, actor);
      own = await this.mine(tx, actor);
    }
    const index = tenant ? own.findIndex(({ district }) => [district.id, district.slug].includes(tenant)) : 0;
    const chosen = own[index];
    if (!chosen) throw notFound('district');
    const { role, schoolIds } = chosen.membership;
    return { tx, actor, district: chosen.district, role, schoolIds, latest: index === 0 };
  }

  /** The districts of a person, the one used last first. */
  async mine(tx: Tx, { userId }: Actor) {
    return tx
      .select({ membership: memberships, district: districts })
      .from(memberships)
      .innerJoin(districts, eq(districts.id, memberships.districtId))
      .where(eq(memberships.userId, userId))
      .orderBy(desc(memberships.usedAt), desc(memberships.id));
  }

  /** A district of their own for somebody who belongs to none; two calls at once make one. */
  async #found(tx: Tx, actor: Actor): Promise<void> {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`own-district:${actor.userId}`}, 0))`,
    );
    if ((await this.mine(tx, actor)).length > 0) return;
    const user = await this.#users.findRow(actor.userId, tx);
    const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ') || actor.username;
    const id = newId();
    await enterTenant(tx, { actorId: actor.userId, districtId: id });
    await this.openDistrict(tx, { id, name: `${name}’s district`, owner: actor });
  }

  /** Makes a district with its first administrator; the transaction must have entered `id`. */
  async openDistrict(tx: Tx, { id, name, owner }: { id: string; name: string; owner: Actor }): Promise<void> {
    const { userId } = owner;
    const ending = randomToken()
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(0, 6);
    const words = fold(name.replaceAll('’s', '')).replaceAll(/[^a-z0-9]+/g, '-');
    const slug = [words.slice(0, 40).replaceAll(/^-|-$/g, ''), ending].filter(Boolean).join('-');
    await tx.insert(districts).values({ id, name, slug, ownerId: userId });
    await tx.insert(memberships).values({ id: newId(), districtId: id, userId, role: 'district_admin' });
    for (const reader of readersOf(id, { userId, role: 'district_admin', schoolIds: [] }))
      await grantReader(tx, userId, reader);
  }
}
