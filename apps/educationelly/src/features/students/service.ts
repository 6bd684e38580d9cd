import { newId } from '@portfolio/db/ids';
import { memberships, rosters, type StudentRow, students, studentWords } from '@portfolio/db/schema/students';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { DomainError, invalid, notFound, toDomainError } from '@portfolio/platform/kernel/errors';
import { refuseStale } from '@portfolio/platform/kernel/versions';
import type { MediaService } from '@portfolio/platform/media/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { studentArchived, studentChanged, studentCreated, studentErased } from './events.ts';
import { nameKeyOf, wordsOf } from './rules.ts';
import type { CreateStudent, Student, UpdateStudent } from './schema.ts';
import { schoolOf } from './service.districts.ts';
import { type PresentPorts, presentOne } from './service.present.ts';
import {
  type Asking,
  announce,
  inSight,
  logAccess,
  requireAdmin,
  requireWriter,
  type Seat,
  type SeatsService,
  seenStudent,
} from './service.seat.ts';

type Ports = { seats: SeatsService; users: UsersService; media: Pick<MediaService, 'sign' | 'get'> };

/** Another call took the localId between the look and the change. */
const refuseTaken = (error: unknown): never => {
  if (error instanceof Error && Reflect.get(Object(error.cause), 'code') === '23505')
    throw new DomainError('duplicate', 'A student of this district has this local id already.');
  throw error;
};

/** Students one by one: read, enrol, change, archive, bring back, erase. */
export class StudentsService {
  readonly #seats: SeatsService;
  readonly #media: Ports['media'];
  readonly #present: PresentPorts;

  constructor(ports: Ports) {
    this.#seats = ports.seats;
    this.#media = ports.media;
    this.#present = ports;
  }

  /** The student, archived or not; the birthplace is left out. Who looked is kept. */
  async get(asking: Asking, id: string): Promise<Student> {
    return this.#seats.within(asking, async (seat) => {
      const row = await seenStudent(seat, id);
      await logAccess(seat, 'view', [id]);
      return presentOne(seat, row, this.#present);
    });
  }

  /** The birthplace, for those who may write; each look is kept. */
  async birthplace(asking: Asking, id: string) {
    return this.#seats.within(asking, async (seat) => {
      const { cityOfBirth, countryOfBirth } = await seenStudent(seat, id);
      requireWriter(seat);
      await logAccess(seat, 'reveal', [id], { fields: ['cityOfBirth', 'countryOfBirth'] });
      return { cityOfBirth, countryOfBirth };
    });
  }

  /** Enrols a student. Throws 409 `duplicate` with `existingId` where the district has this localId. */
  async create(asking: Asking, input: CreateStudent): Promise<Student> {
    await this.#checkPhoto(asking.actor, input.photoMediaId);
    return this.#seats.within(asking, async (seat) => {
      requireWriter(seat);
      const row = await this.insert(seat, input);
      await logAccess(seat, 'create', [row.id]);
      const { cityOfBirth, countryOfBirth } = row;
      return { ...(await presentOne(seat, row, this.#present)), cityOfBirth, countryOfBirth };
    });
  }

  /** The row itself with words, roster and event; `sample` marks one that goes with the sample. */
  async insert(seat: Seat, input: CreateStudent, sample = false): Promise<StudentRow> {
    const { schoolId: _, schoolName: __, teacherIds, districtId, ...fields } = input;
    const school = await schoolOf(seat, input);
    const [row] = await seat.tx
      .insert(students)
      .values({
        ...fields,
        id: newId(),
        districtId: seat.district.id,
        districtStudentId: districtId ?? null,
        schoolId: school.id,
        nameKey: nameKeyOf(input),
        sample,
      })
      .onConflictDoNothing({ target: [students.districtId, students.localId] })
      .returning();
    if (!row) return this.#refuseDuplicate(seat, input.localId);
    await this.#setWords(seat, row);
    await this.#setTeachers(seat, row.id, teacherIds);
    await announce(seat, studentCreated, [row.id]);
    return row;
  }

  /** Names the student that has this localId, if the caller may see it. */
  async #refuseDuplicate(seat: Seat, localId: string): Promise<never> {
    const [seen] = await seat.tx
      .select({ id: students.id, archivedAt: students.archivedAt })
      .from(students)
      .where(and(eq(students.districtId, seat.district.id), eq(students.localId, localId), inSight(seat)));
    const message = seen?.archivedAt
      ? 'An archived student has this local id. Restore that one instead.'
      : 'A student of this district has this local id already.';
    throw new DomainError('duplicate', message, {
      fields: { localId: [message] },
      ...(seen ? { members: { existingId: seen.id } } : {}),
    });
  }

  /** A photo is a picture that the caller uploaded. */
  async #checkPhoto(actor: Actor, mediaId: string | null | undefined): Promise<void> {
    if (!mediaId) return;
    const media = await this.#media.get(actor, mediaId).catch((error: unknown) => {
      if (toDomainError(error)) return null;
      throw error;
    });
    if (!media?.thumbnails.some(({ variant }) => variant === 'card'))
      throw invalid('photoMediaId', 'Upload the photo first, as a picture of your own.');
  }

  async #setWords({ tx, district }: Seat, row: StudentRow): Promise<void> {
    await tx.delete(studentWords).where(eq(studentWords.studentId, row.id));
    const words = wordsOf(row, [row.localId, row.districtStudentId, row.stateId]);
    await tx
      .insert(studentWords)
      .values(words.map((word) => ({ districtId: district.id, word: word.slice(0, 100), studentId: row.id })))
      .onConflictDoNothing();
  }

  /** Teachers are members of the district; another's id is 422. */
  async #setTeachers({ tx, district }: Seat, studentId: string, ids: string[] | undefined): Promise<void> {
    if (!ids) return;
    const userIds = [...new Set(ids)];
    const known =
      userIds.length === 0
        ? []
        : await tx
            .select({ userId: memberships.userId })
            .from(memberships)
            .where(and(eq(memberships.districtId, district.id), inArray(memberships.userId, userIds)));
    if (known.length !== userIds.length)
      throw invalid('teacherIds', 'A teacher is a member of the district.');
    await tx.delete(rosters).where(eq(rosters.studentId, studentId));
    if (userIds.length > 0)
      await tx
        .insert(rosters)
        .values(userIds.map((userId) => ({ districtId: district.id, userId, studentId })));
  }

  /** Changes the fields that are present. `If-Match` is required: 428 without, 409 with `current` where stale. */
  async update(asking: Asking, input: UpdateStudent, ifMatch?: number): Promise<Student> {
    await this.#checkPhoto(asking.actor, input.photoMediaId);
    return this.#seats.within(asking, async (seat) => {
      const current = await seenStudent(seat, input.id, true);
      requireWriter(seat);
      await refuseStale(current.version, ifMatch, () => presentOne(seat, current, this.#present), {
        required: true,
      });
      const row = await this.#change(seat, current, input).catch(refuseTaken);
      await this.#setWords(seat, row);
      await this.#setTeachers(seat, row.id, input.teacherIds);
      const { id: _, ...changes } = input;
      await logAccess(seat, 'change', [row.id], { fields: Object.keys(changes) });
      await announce(seat, studentChanged, [row.id]);
      const { cityOfBirth, countryOfBirth } = row;
      const shown = input.cityOfBirth !== undefined || input.countryOfBirth !== undefined;
      const student = await presentOne(seat, row, this.#present);
      return shown ? { ...student, cityOfBirth, countryOfBirth } : student;
    });
  }

  async #change(seat: Seat, current: StudentRow, input: UpdateStudent): Promise<StudentRow> {
    const { id, schoolId, schoolName, teacherIds: _, districtId, ...fields } = input;
    const moves = schoolId !== undefined || schoolName !== undefined;
    const [taken] =
      input.localId === undefined || input.localId === current.localId
        ? []
        : await seat.tx
            .select({ id: students.id })
            .from(students)
            .where(
              and(
                eq(students.districtId, seat.district.id),
                eq(students.localId, input.localId),
                ne(students.id, id),
              ),
            );
    if (taken) return this.#refuseDuplicate(seat, input.localId ?? '');
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const name = { ...current, ...given };
    const [row] = await seat.tx
      .update(students)
      .set({
        ...given,
        ...(moves ? { schoolId: (await schoolOf(seat, input)).id } : {}),
        ...(districtId === undefined ? {} : { districtStudentId: districtId }),
        nameKey: nameKeyOf(name),
        version: current.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(students.id, id))
      .returning();
    if (!row) throw notFound('student');
    return row;
  }

  /** Archives; again is fine. */
  async archive(asking: Asking, id: string): Promise<void> {
    await this.#seats.within(asking, (seat) => this.#setArchived(seat, id, true));
  }

  /** Brings back from the archive. */
  async restore(asking: Asking, id: string): Promise<Student> {
    return this.#seats.within(asking, async (seat) => {
      await this.#setArchived(seat, id, false);
      return presentOne(seat, await seenStudent(seat, id), this.#present);
    });
  }

  async #setArchived(seat: Seat, id: string, archived: boolean): Promise<void> {
    await seenStudent(seat, id);
    requireWriter(seat);
    await this.#archiveMany(seat, [id], archived);
  }

  /** One act on many: what the caller cannot see is passed over. Answers how many changed. */
  async bulk(
    asking: Asking,
    ids: readonly string[],
    action: 'archive' | 'restore',
  ): Promise<{ count: number }> {
    return this.#seats.within(asking, async (seat) => {
      requireWriter(seat);
      return { count: await this.#archiveMany(seat, ids, action === 'archive') };
    });
  }

  async #archiveMany(seat: Seat, ids: readonly string[], archived: boolean): Promise<number> {
    const rows = await seat.tx
      .update(students)
      .set({
        archivedAt: archived ? sql`now()` : null,
        version: sql`${students.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(students.districtId, seat.district.id),
          inArray(students.id, [...new Set(ids)]),
          archived ? isNull(students.archivedAt) : isNotNull(students.archivedAt),
          inSight(seat),
        ),
      )
      .returning({ id: students.id });
    const changed = rows.map(({ id }) => id);
    await logAccess(seat, archived ? 'archive' : 'restore', changed);
    if (changed.length > 0) await announce(seat, archived ? studentArchived : studentChanged, changed);
    return changed.length;
  }

  /** Deletes a student for ever, with episodes and roster; who did it and why stays in the access log. */
  async erase(asking: Asking, id: string, reason: string): Promise<void> {
    await this.#seats.within(asking, async (seat) => {
      await seenStudent(seat, id, true);
      requireAdmin(seat);
      await this.eraseRows(seat, [id], { reason });
    });
  }

  async eraseRows(seat: Seat, ids: readonly string[], detail: Record<string, unknown>): Promise<void> {
    if (ids.length === 0) return;
    await seat.tx
      .delete(students)
      .where(and(eq(students.districtId, seat.district.id), inArray(students.id, [...ids])));
    await logAccess(seat, 'erase', ids, detail);
    await announce(seat, studentErased, ids);
  }
}
