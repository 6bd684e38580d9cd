import type { Db } from '@portfolio/db/client';
import { districts, rosters, schools, students } from '@portfolio/db/schema/students';
import { inTenant } from '@portfolio/db/tenant';
import type { NotificationsService } from '@portfolio/platform/notifications/service';
import type { SearchDocument } from '@portfolio/platform/search/search';
import { and, eq } from 'drizzle-orm';
import { languageName } from './languages.ts';
import { fullNameOf } from './rules.ts';

type Ports = { db: Db; notifications: NotificationsService; origin: string };

/** What follows from a student's events: the search document and the teachers' notifications. */
export class StudentFollowers {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** What search holds of a student, for the district's administrators, the school's staff and the roster's teachers. */
  async document(id: string, districtId: string): Promise<SearchDocument | null> {
    return inTenant(this.#ports.db, { actorId: null, districtId }, async (tx) => {
      const [found] = await tx
        .select({ student: students, school: schools.name, slug: districts.slug })
        .from(students)
        .innerJoin(schools, eq(schools.id, students.schoolId))
        .innerJoin(districts, eq(districts.id, students.districtId))
        .where(eq(students.id, id));
      if (!found || found.student.archivedAt) return null;
      const { student, school, slug } = found;
      const teachers = await tx.select().from(rosters).where(eq(rosters.studentId, id));
      return {
        app: 'educationelly',
        type: 'student',
        id,
        owner: `district:${districtId}`,
        readers: [
          `district:${districtId}:admins`,
          `school:${student.schoolId}`,
          ...teachers.map(({ userId }) => `roster:${districtId}:${userId}`),
        ],
        title: fullNameOf(student),
        body: `${school} · Grade ${student.gradeLevel} · ${languageName(student.nativeLanguage)} · ${student.localId}`,
        url: `${this.#ports.origin}/d/${slug}/students/${id}`,
      };
    });
  }

  /** Tells each teacher of a student once that they are on their roster; not the one who put them there. */
  async tellTeachers(studentId: string, districtId: string, byId: string | null): Promise<number> {
    return inTenant(this.#ports.db, { actorId: byId, districtId }, async (tx) => {
      const rows = await tx
        .select({ student: students, userId: rosters.userId, slug: districts.slug, school: schools.name })
        .from(rosters)
        .innerJoin(students, eq(students.id, rosters.studentId))
        .innerJoin(schools, eq(schools.id, students.schoolId))
        .innerJoin(districts, eq(districts.id, students.districtId))
        .where(and(eq(rosters.studentId, studentId), eq(rosters.districtId, districtId)));
      const told = rows.filter(({ userId, student }) => userId !== byId && !student.archivedAt);
      for (const { student, userId, slug, school } of told.sort((a, b) => a.userId.localeCompare(b.userId)))
        await this.#ports.notifications.notify(tx, {
          userId,
          kind: 'student.enrolled',
          app: 'educationelly',
          title: `${fullNameOf(student)} is on your roster`,
          body: `${school}, grade ${student.gradeLevel}, ${languageName(student.nativeLanguage)}`,
          url: `${this.#ports.origin}/d/${slug}/students/${studentId}`,
          dedupeKey: `enrolled:${studentId}`,
        });
      return told.length;
    });
  }
}
