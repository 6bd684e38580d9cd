import { newId } from '@portfolio/db/ids';
import { episodes, rosters, type StudentRow, schools, students } from '@portfolio/db/schema/students';
import { gradeLevels } from '@portfolio/db/students-values';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { fold, today } from './rules.ts';
import { sampleStudents, schoolYearOf } from './sample.ts';
import { type Asking, requireAdmin, type Seat, type SeatsService } from './service.seat.ts';
import type { StudentsService } from './service.ts';

const sampleSize = 24;
const samplePrefix = 'SAMPLE-';
const sampleSchools = ['Sample Elementary', 'Sample High School'];

/** Makes schools where they are missing, in the order given. */
const ensureSchools = async (
  { tx, district }: Seat,
  names: readonly string[],
  sample: boolean,
): Promise<string[]> => {
  const ids: string[] = [];
  for (const name of names) {
    const nameKey = fold(name);
    const [row] = await tx
      .insert(schools)
      .values({ id: newId(), districtId: district.id, name, nameKey, sample })
      .onConflictDoUpdate({ target: [schools.districtId, schools.nameKey], set: { nameKey } })
      .returning({ id: schools.id });
    if (row) ids.push(row.id);
  }
  return ids;
};

export type SampleOptions = {
  count: number;
  prefix: string;
  schoolNames: readonly string[];
  sample: boolean;
  /** Members who take a part of each school's students on their roster, by turns. */
  teacherIds?: readonly (readonly string[])[];
};

/** Students to look around with: loaded into an empty district and removed again, and the demo's. */
export class SampleService {
  readonly #seats: SeatsService;
  readonly #students: StudentsService;

  constructor(ports: { seats: SeatsService; students: StudentsService }) {
    this.#seats = ports.seats;
    this.#students = ports.students;
  }

  async isLoaded(asking: Asking): Promise<boolean> {
    return this.#seats.within(asking, async ({ tx, district, role }) => {
      if (role !== 'district_admin') return false;
      const [row] = await tx
        .select({ id: students.id })
        .from(students)
        .where(and(eq(students.districtId, district.id), eq(students.sample, true)))
        .limit(1);
      return row !== undefined;
    });
  }

  /** Loads the sample; what is there already is left alone. Answers how many came. */
  async load(asking: Asking): Promise<{ count: number }> {
    return this.#seats.within(asking, async (seat) => {
      requireAdmin(seat);
      const options = { count: sampleSize, prefix: samplePrefix, schoolNames: sampleSchools, sample: true };
      return { count: await this.fill(seat, options) };
    });
  }

  /** Fills a district with made-up students; those whose localId is there are passed over, so again is fine. */
  async fill(
    seat: Seat,
    { count, prefix, schoolNames, sample, teacherIds = [] }: SampleOptions,
  ): Promise<number> {
    const schoolIds = await ensureSchools(seat, schoolNames, sample);
    const made = sampleStudents(count, schoolYearOf(today()), prefix);
    const there = await seat.tx
      .select({ localId: students.localId })
      .from(students)
      .where(
        and(
          eq(students.districtId, seat.district.id),
          inArray(
            students.localId,
            made.map(({ localId }) => localId),
          ),
        ),
      );
    const known = new Set(there.map(({ localId }) => localId));
    let added = 0;
    for (const [index, { episodes: decided, ...fields }] of made.entries()) {
      if (known.has(fields.localId)) continue;
      // The first schools take the lower grades.
      const rank = gradeLevels.indexOf(fields.gradeLevel) / gradeLevels.length;
      const school = Math.floor(rank * schoolIds.length);
      const row = await this.#students.insert(seat, { ...fields, schoolId: schoolIds[school] }, sample);
      await this.#decide(seat, row, decided);
      const teachers = teacherIds[school] ?? [];
      const teacher = teachers[index % Math.max(1, teachers.length)];
      if (teacher)
        await seat.tx
          .insert(rosters)
          .values({ districtId: seat.district.id, userId: teacher, studentId: row.id });
      added += 1;
    }
    return added;
  }

  async #decide(
    { tx, district, actor }: Seat,
    { id }: StudentRow,
    decided: ReturnType<typeof sampleStudents>[number]['episodes'],
  ): Promise<void> {
    await tx.insert(episodes).values(
      decided.map((one, index) => ({
        ...one,
        id: newId(),
        districtId: district.id,
        studentId: id,
        toOn: decided[index + 1]?.fromOn ?? null,
        decidedBy: actor.userId,
      })),
    );
  }

  /** Takes out the sample's students, and its schools if nobody else is in them. */
  async remove(asking: Asking): Promise<{ count: number }> {
    return this.#seats.within(asking, async (seat) => {
      requireAdmin(seat);
      const { tx, district } = seat;
      const rows = await tx
        .select({ id: students.id })
        .from(students)
        .where(and(eq(students.districtId, district.id), eq(students.sample, true)))
        .orderBy(asc(students.id));
      await this.#students.eraseRows(
        seat,
        rows.map(({ id }) => id),
        { reason: 'sample' },
      );
      await tx
        .delete(schools)
        .where(
          and(
            eq(schools.districtId, district.id),
            eq(schools.sample, true),
            sql`not exists (select 1 from students.students s where s.school_id = ${schools.id})`,
          ),
        );
      return { count: rows.length };
    });
  }
}
