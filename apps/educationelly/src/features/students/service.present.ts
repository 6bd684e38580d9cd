import type { Tx } from '@portfolio/db/client';
import { episodes, rosters, type StudentRow, schools } from '@portfolio/db/schema/students';
import type { MediaService } from '@portfolio/platform/media/service';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { languageName } from './languages.ts';
import { elStatusOn, federalRaceOf, fullNameOf, today, warningsOf } from './rules.ts';
import type { Student } from './schema.ts';
import type { Seat } from './service.seat.ts';

const urlLifeS = 2 * 3_600;
export type PresentPorts = { users: UsersService; media: Pick<MediaService, 'sign'> };

/** The names of people by id: first and last, or the username; for one who is gone, a word that says so. */
export const namesOf = async (
  users: UsersService,
  tx: Tx,
  ids: readonly string[],
): Promise<(id: string) => string> => {
  const people = await users.publicByIds(ids, tx);
  return (id) => {
    const person = people.get(id);
    return (
      [person?.firstName, person?.lastName].filter(Boolean).join(' ') || person?.username || 'Former member'
    );
  };
};

const fieldsOf = (row: StudentRow, media: PresentPorts['media']) => ({
  id: row.id,
  version: row.version,
  givenName: row.givenName,
  middleName: row.middleName,
  familyName: row.familyName,
  suffix: row.suffix,
  fullName: fullNameOf(row),
  localId: row.localId,
  districtId: row.districtStudentId,
  stateId: row.stateId,
  schoolId: row.schoolId,
  dateOfBirth: row.dateOfBirth,
  sex: row.sex,
  gender: row.gender,
  races: row.races,
  hispanic: row.hispanic,
  federalRace: federalRaceOf(row.races, row.hispanic),
  gradeLevel: row.gradeLevel,
  nativeLanguage: row.nativeLanguage,
  nativeLanguageName: languageName(row.nativeLanguage),
  homeLanguage: row.homeLanguage,
  homeLanguageName: row.homeLanguage && languageName(row.homeLanguage),
  correspondenceLanguage: row.correspondenceLanguage,
  correspondenceLanguageName: row.correspondenceLanguage && languageName(row.correspondenceLanguage),
  hasBirthplace: row.cityOfBirth !== null || row.countryOfBirth !== null,
  firstEnrolledUsOn: row.firstEnrolledUsOn,
  photoMediaId: row.photoMediaId,
  photoUrl: row.photoMediaId ? media.sign(row.photoMediaId, 'card', urlLifeS).url : null,
  archivedAt: row.archivedAt?.toISOString() ?? null,
  warnings: row.archivedAt ? [] : warningsOf(row.dateOfBirth, today()),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Rows as callers see them, with schools, teachers and episodes looked up for all at once. The birthplace stays hidden. */
export const present = async (
  { tx, district }: Seat,
  rows: readonly StudentRow[],
  { users, media }: PresentPorts,
): Promise<Student[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const schoolIds = [...new Set(rows.map(({ schoolId }) => schoolId))];
  const places = await tx
    .select({ id: schools.id, name: schools.name })
    .from(schools)
    .where(and(eq(schools.districtId, district.id), inArray(schools.id, schoolIds)));
  const taught = await tx
    .select()
    .from(rosters)
    .where(inArray(rosters.studentId, ids))
    .orderBy(asc(rosters.userId));
  const decided = await tx
    .select()
    .from(episodes)
    .where(inArray(episodes.studentId, ids))
    .orderBy(asc(episodes.fromOn));
  const names = await namesOf(
    users,
    tx,
    taught.map(({ userId }) => userId),
  );
  const day = today();
  return rows.map((row) => {
    const spans = decided.filter(({ studentId }) => studentId === row.id);
    const current = spans.find(({ fromOn, toOn }) => fromOn <= day && (toOn === null || day < toOn));
    return {
      ...fieldsOf(row, media),
      schoolName: places.find(({ id }) => id === row.schoolId)?.name ?? '',
      teachers: taught
        .filter(({ studentId }) => studentId === row.id)
        .map(({ userId }) => ({ id: userId, name: names(userId) })),
      elStatus: elStatusOn(spans, day),
      elStatusSince: current?.fromOn ?? null,
    };
  });
};

export const presentOne = async (seat: Seat, row: StudentRow, ports: PresentPorts): Promise<Student> => {
  const [student] = await present(seat, [row], ports);
  if (!student) throw new Error('a row was not presented');
  return student;
};
