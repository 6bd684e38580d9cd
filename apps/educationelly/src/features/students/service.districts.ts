import { newId } from '@portfolio/db/ids';
import { districts, type SchoolRow, schools, students } from '@portfolio/db/schema/students';
import { DomainError, invalid, notFound } from '@portfolio/platform/kernel/errors';
import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import { fold } from './rules.ts';
import type { CreateSchool, District, School, UpdateSchool } from './schema.districts.ts';
import { type Asking, mayWrite, requireAdmin, type Seat, type SeatsService } from './service.seat.ts';

/** The school that a student's input names: by id, or by name, which an administrator may make. Throws 422. */
export const schoolOf = async (
  seat: Seat,
  input: { schoolId?: string | undefined; schoolName?: string | undefined },
): Promise<SchoolRow> => {
  const { tx, district, role, schoolIds } = seat;
  const mine = eq(schools.districtId, district.id);
  const named = input.schoolName === undefined ? undefined : eq(schools.nameKey, fold(input.schoolName));
  const field = input.schoolId === undefined ? 'schoolName' : 'schoolId';
  const [row] = await tx
    .select()
    .from(schools)
    .where(and(mine, input.schoolId === undefined ? named : eq(schools.id, input.schoolId)));
  if (row && (role === 'district_admin' || schoolIds.includes(row.id))) return row;
  if (!row && role === 'district_admin' && input.schoolId === undefined && input.schoolName)
    return addSchool(seat, { name: input.schoolName, phone: null, address: null });
  throw invalid(field, 'There is no such school among yours.');
};

/** Makes a school, or answers the one of that name where another call was faster. */
const addSchool = async ({ tx, district }: Seat, input: CreateSchool): Promise<SchoolRow> => {
  const nameKey = fold(input.name);
  const [row] = await tx
    .insert(schools)
    .values({ id: newId(), districtId: district.id, ...input, nameKey })
    .onConflictDoUpdate({ target: [schools.districtId, schools.nameKey], set: { nameKey } })
    .returning();
  if (!row) throw new Error('an insert answered no row');
  return row;
};

/** The caller's districts, and the schools of the one they are in. */
export class DistrictsService {
  readonly #seats: SeatsService;

  constructor({ seats }: { seats: SeatsService }) {
    this.#seats = seats;
  }

  async list(asking: Asking): Promise<{ items: District[] }> {
    return this.#seats.within(asking, async (seat) => ({
      items: (await this.#seats.mine(seat.tx, seat.actor)).map(({ membership, district }) => ({
        id: district.id,
        name: district.name,
        slug: district.slug,
        role: membership.role,
        schoolIds: membership.schoolIds,
        current: district.id === seat.district.id,
        mayWrite: mayWrite(membership.role),
        createdAt: district.createdAt.toISOString(),
        updatedAt: district.updatedAt.toISOString(),
      })),
    }));
  }

  async rename(asking: Asking, name: string): Promise<District> {
    await this.#seats.within(asking, async (seat) => {
      requireAdmin(seat);
      await seat.tx
        .update(districts)
        .set({ name, updatedAt: sql`now()` })
        .where(eq(districts.id, seat.district.id));
    });
    const current = (await this.list(asking)).items.find((one) => one.current);
    if (!current) throw notFound('district');
    return current;
  }

  /** The schools that the caller may see, by name; a teacher sees their names too, to read a roster by. */
  async listSchools(asking: Asking): Promise<{ items: School[] }> {
    return this.#seats.within(asking, async (seat) => {
      const all = seat.role === 'district_admin' || seat.role === 'teacher';
      if (!all && seat.schoolIds.length === 0) return { items: [] };
      const rows = await seat.tx
        .select()
        .from(schools)
        .where(
          and(
            eq(schools.districtId, seat.district.id),
            all ? undefined : inArray(schools.id, seat.schoolIds),
          ),
        )
        .orderBy(asc(schools.nameKey))
        .limit(1_000);
      return { items: await this.#present(seat, rows) };
    });
  }

  async #present({ tx, district, role }: Seat, rows: readonly SchoolRow[]): Promise<School[]> {
    // How many students a school has is no teacher's business.
    const counted =
      role === 'teacher' || rows.length === 0
        ? []
        : await tx
            .select({ id: students.schoolId, n: count() })
            .from(students)
            .where(
              and(
                eq(students.districtId, district.id),
                inArray(
                  students.schoolId,
                  rows.map(({ id }) => id),
                ),
                isNull(students.archivedAt),
              ),
            )
            .groupBy(students.schoolId);
    const counts = new Map(counted.map(({ id, n }) => [id, n]));
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      phone: row.phone,
      address: row.address,
      studentCount: counts.get(row.id) ?? 0,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }));
  }

  async #one(seat: Seat, row: SchoolRow): Promise<School> {
    const [school] = await this.#present(seat, [row]);
    if (!school) throw notFound('school');
    return school;
  }

  /** Throws 409 `duplicate` with the school that has this name. */
  async createSchool(asking: Asking, input: CreateSchool): Promise<School> {
    return this.#seats.within(asking, async (seat) => {
      requireAdmin(seat);
      await this.#refuseTaken(seat, input.name);
      return this.#one(seat, await addSchool(seat, input));
    });
  }

  async #refuseTaken({ tx, district }: Seat, name: string, but?: string): Promise<void> {
    const [row] = await tx
      .select({ id: schools.id })
      .from(schools)
      .where(and(eq(schools.districtId, district.id), eq(schools.nameKey, fold(name))));
    if (row && row.id !== but)
      throw new DomainError('duplicate', 'There is a school of this name already.', {
        members: { existingId: row.id },
        fields: { name: ['There is a school of this name already.'] },
      });
  }

  async updateSchool(asking: Asking, { id, ...changes }: UpdateSchool): Promise<School> {
    return this.#seats.within(asking, async (seat) => {
      const school = await this.#seen(seat, id);
      requireAdmin(seat);
      const { name } = changes;
      if (name !== undefined) await this.#refuseTaken(seat, name, id);
      const [row] = await seat.tx
        .update(schools)
        .set({ ...changes, ...(name === undefined ? {} : { nameKey: fold(name) }), updatedAt: sql`now()` })
        .where(eq(schools.id, school.id))
        .returning();
      if (!row) throw notFound('school');
      return this.#one(seat, row);
    });
  }

  async #seen({ tx, district, role, schoolIds }: Seat, id: string): Promise<SchoolRow> {
    const [row] = await tx
      .select()
      .from(schools)
      .where(and(eq(schools.districtId, district.id), eq(schools.id, id)))
      .for('update');
    if (!row || (role !== 'district_admin' && !schoolIds.includes(id))) throw notFound('school');
    return row;
  }

  /** Only a school without students goes, archived ones included. Throws 409 for another. */
  async deleteSchool(asking: Asking, id: string): Promise<void> {
    return this.#seats.within(asking, async (seat) => {
      await this.#seen(seat, id);
      requireAdmin(seat);
      const [used] = await seat.tx
        .select({ id: students.id })
        .from(students)
        .where(and(eq(students.districtId, seat.district.id), eq(students.schoolId, id)))
        .limit(1);
      if (used)
        throw new DomainError('conflict', 'This school still has students. Move or erase them first.');
      await seat.tx.delete(schools).where(eq(schools.id, id));
    });
  }
}
