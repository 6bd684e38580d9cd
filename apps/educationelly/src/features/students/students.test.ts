import { newId } from '@portfolio/db/ids';
import { outbox } from '@portfolio/db/schema/events';
import { inbox } from '@portfolio/db/schema/notifications';
import { testDatabase } from '@portfolio/db/testing';
import { expectGuarded, expectPlainWords, problemOf } from '@portfolio/platform/testing';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Student } from './schema.ts';
import { seedStudents } from './seed.ts';
import { newStudent, studentsOn } from './testing.ts';

const { db } = await testDatabase();
const { services, users, followers, appRouter, as, person, joined } = studentsOn(db);

test('every call wants a token and its scope', () => expectGuarded(appRouter));

test('what is wrong with an input is said in sentences', () => expectPlainWords(appRouter));

test('a student comes with all fields, derived ones and a school made by its name', async () => {
  const admin = as(await person());
  const made = await admin.students.create({
    ...newStudent('Maple Grove'),
    middleName: 'Lucía',
    suffix: 'Jr.',
    districtId: 'D1',
    stateId: 'S1',
    sex: 'F',
    gender: 'girl',
    races: ['WH7', 'AM7'],
    hispanic: false,
    homeLanguage: 'MAM',
    correspondenceLanguage: 'spa',
    cityOfBirth: 'Puebla',
    countryOfBirth: 'Mexico',
    firstEnrolledUsOn: '2022-09-01',
  });
  expect(made).toMatchObject({
    fullName: 'Ana Lucía García Márquez Jr.',
    schoolName: 'Maple Grove',
    districtId: 'D1',
    federalRace: 'MU7',
    homeLanguage: 'mam',
    nativeLanguageName: 'Spanish',
    cityOfBirth: 'Puebla',
    elStatus: 'not_el',
    version: 1,
    archivedAt: null,
    warnings: [],
  });
  const seen = await admin.students.get({ id: made.id });
  expect(seen.hasBirthplace).toBe(true);
  expect(Object.keys(seen)).not.toContain('cityOfBirth');
  expect(await admin.students.birthplace({ id: made.id })).toEqual({
    cityOfBirth: 'Puebla',
    countryOfBirth: 'Mexico',
  });
  const again = await admin.students.create({ ...newStudent('maple  GROVE'), dateOfBirth: '1990-01-01' });
  expect(again.schoolId).toBe(made.schoolId);
  expect(again.warnings).toMatchObject([{ field: 'dateOfBirth' }]);
});

test('what is missing or unknown is 422 by field; a localId twice is 409 with the one that has it', async () => {
  const admin = as(await person());
  const { schoolName: _, ...homeless } = newStudent();
  expect(await problemOf(admin.students.create(homeless))).toMatchObject({
    status: 422,
    fields: { schoolId: [expect.any(String)] },
  });
  const wrong = { ...newStudent(), nativeLanguage: 'xq', dateOfBirth: '2999-01-01' };
  expect(Object.keys((await problemOf(admin.students.create(wrong))).fields ?? {}).sort()).toEqual([
    'dateOfBirth',
    'nativeLanguage',
  ]);
  const stranger = { ...newStudent(), teacherIds: [newId()] };
  expect((await problemOf(admin.students.create(stranger))).fields).toHaveProperty('teacherIds');
  const first = await admin.students.create(newStudent());
  const twice = admin.students.create({ ...newStudent(), localId: first.localId });
  expect(await problemOf(twice)).toMatchObject({ status: 409, code: 'duplicate', existingId: first.id });
  const other = await admin.students.create(newStudent());
  const taken = as(await person()).students.create({ ...newStudent(), localId: first.localId });
  expect((await taken).localId).toBe(first.localId);
  const { version } = other;
  expect(version).toBe(1);
});

test('a change needs If-Match; a stale one shows what stands; null clears', async () => {
  const actor = await person();
  const { id } = await as(actor).students.create({ ...newStudent(), middleName: 'X', cityOfBirth: 'Lima' });
  expect((await problemOf(as(actor).students.update({ id, givenName: 'B' }))).status).toBe(428);
  const changed = await as(actor, { ifMatch: 1 }).students.update({ id, givenName: 'Bea', middleName: null });
  expect(changed).toMatchObject({
    givenName: 'Bea',
    middleName: null,
    familyName: 'García Márquez',
    version: 2,
  });
  const stale = await problemOf(as(actor, { ifMatch: 1 }).students.update({ id, givenName: 'C' }));
  expect(stale).toMatchObject({ status: 409, code: 'conflict', current: { givenName: 'Bea', version: 2 } });
  expect(await as(actor).students.birthplace({ id })).toMatchObject({ cityOfBirth: 'Lima' });
  const other = await as(actor).students.create(newStudent());
  const taken = await problemOf(
    as(actor, { ifMatch: 1 }).students.update({ id: other.id, localId: changed.localId }),
  );
  expect(taken).toMatchObject({ status: 409, code: 'duplicate', existingId: id });
});

test('deleting archives, again too; restoring brings back; erasing is for ever and stays in the log', async () => {
  const actor = await person();
  const admin = as(actor);
  const { id } = await admin.students.create(newStudent());
  await admin.students.archive({ id });
  await admin.students.archive({ id });
  expect((await admin.students.get({ id })).archivedAt).not.toBeNull();
  expect((await admin.students.list({})).items).toEqual([]);
  expect((await admin.students.list({ status: 'archived' })).items.map((one) => one.id)).toEqual([id]);
  expect((await admin.students.restore({ id })).archivedAt).toBeNull();
  await admin.students.erase({ id, reason: 'asked by the parents' });
  expect((await problemOf(admin.students.get({ id }))).status).toBe(404);
  expect((await problemOf(admin.students.archive({ id }))).status).toBe(404);
  const log = await admin.students.accesses({});
  const own = log.items.filter((one) => one.studentId === id).map(({ kind }) => kind);
  expect(own).toEqual(['erase', 'restore', 'view', 'archive', 'create']);
  expect(log.items.filter(({ kind }) => kind === 'list')).toHaveLength(2);
  expect(log.items[0]?.detail).toEqual({ reason: 'asked by the parents' });
});

test('lists page through every sort and filter without a gap or a repetition', async () => {
  const admin = as(await person());
  const made: Student[] = [];
  for (let n = 0; n < 11; n += 1)
    made.push(
      await admin.students.create({
        ...newStudent(n % 2 ? 'East' : 'West'),
        givenName: ['Zoë', 'Ana', 'Đức', 'Émile'][n % 4] ?? '',
        familyName: n % 3 ? 'Same' : `Ávila ${n}`,
        gradeLevel: n < 4 ? 'K' : '7',
        nativeLanguage: n % 5 ? 'spa' : 'som',
      }),
    );
  const all = async (input: Parameters<typeof admin.students.list>[0]) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.students.list({ ...input, limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    return seen;
  };
  const byName = await all({ sort: 'familyName' });
  expect(new Set(byName)).toEqual(new Set(made.map(({ id }) => id)));
  expect(byName).toHaveLength(11);
  expect(await all({ sort: '-familyName' })).toEqual([...byName].reverse());
  const byTime = await all({ sort: '-updatedAt' });
  expect(byTime).toHaveLength(11);
  expect(await all({ sort: 'updatedAt' })).toEqual([...byTime].reverse());
  const ids = (where: (one: (typeof made)[number]) => boolean) =>
    new Set(made.filter(where).map(({ id }) => id));
  const east = made.find(({ schoolName }) => schoolName === 'East')?.schoolId;
  expect(new Set(await all({ school: east }))).toEqual(ids(({ schoolName }) => schoolName === 'East'));
  expect(new Set(await all({ grade: 'K', sort: '-updatedAt' }))).toEqual(
    ids(({ gradeLevel }) => gradeLevel === 'K'),
  );
  expect(new Set(await all({ language: 'som' }))).toEqual(
    ids(({ nativeLanguage }) => nativeLanguage === 'som'),
  );
  const found = await admin.students.search({ name: 'emi sam' });
  expect(new Set(found.items.map(({ id }) => id))).toEqual(
    ids(({ givenName, familyName }) => givenName === 'Émile' && familyName === 'Same'),
  );
  expect((await admin.students.search({ name: made[0]?.localId ?? '' })).items[0]?.id).toBe(made[0]?.id);
  const { nextCursor } = await admin.students.list({ limit: 3 });
  expect((await problemOf(admin.students.list({ cursor: nextCursor, sort: '-updatedAt' }))).status).toBe(422);
});

test('episodes make the status: one ends where the next begins, none share a day', async () => {
  const admin = as(await person());
  const { id } = await admin.students.create(newStudent());
  const first = await admin.episodes.add({ id, status: 'identified', fromOn: '2022-09-04' });
  await admin.episodes.add({ id, status: 'served', fromOn: '2022-09-25', decision: 'placed' });
  expect((await admin.episodes.list({ id })).items.map(({ status, toOn }) => [status, toOn])).toEqual([
    ['identified', '2022-09-25'],
    ['served', null],
  ]);
  expect((await problemOf(admin.episodes.add({ id, status: 'refused', fromOn: '2022-09-10' }))).status).toBe(
    422,
  );
  const long = admin.episodes.update({ id, episodeId: first.id, toOn: '2022-10-30' });
  expect((await problemOf(long)).fields).toHaveProperty('fromOn');
  expect(await admin.students.get({ id })).toMatchObject({
    elStatus: 'served',
    elStatusSince: '2022-09-25',
    version: 3,
  });
  const exitOn = new Date(Date.now() - 500 * 86_400_000).toISOString().slice(0, 10);
  await admin.episodes.add({ id, status: 'exited', fromOn: exitOn });
  for (const elStatus of ['monitored_1', 'monitored_2', 'served', 'not_el', 'former'] as const)
    expect((await admin.students.list({ elStatus })).items.length, elStatus).toBe(
      elStatus === 'monitored_2' ? 1 : 0,
    );
  await admin.episodes.remove({ id, episodeId: first.id });
  expect((await admin.episodes.list({ id })).items).toHaveLength(2);
});

test('search documents open for administrators, the school and the roster alone; erased ones go', async () => {
  const actor = await person();
  const admin = as(actor);
  const teacher = await joined(actor, 'teacher');
  const student = await admin.students.create({ ...newStudent(), teacherIds: [teacher.userId] });
  const districtId = (await admin.districts.list()).items[0]?.id ?? '';
  const document = await followers.document(student.id, districtId);
  expect(document?.readers).toEqual([
    `district:${districtId}:admins`,
    `school:${student.schoolId}`,
    `roster:${districtId}:${teacher.userId}`,
  ]);
  expect(JSON.stringify(document)).not.toContain('2015-03-02');
  expect(await followers.document(student.id, newId())).toBeNull();
  await admin.students.archive({ id: student.id });
  expect(await followers.document(student.id, districtId)).toBeNull();
});

test('a teacher hears once of a student on the roster; each change is an event of its district', async () => {
  const actor = await person();
  const teacher = await joined(actor, 'teacher');
  const student = await as(actor).students.create({ ...newStudent(), teacherIds: [teacher.userId] });
  const districtId = (await as(actor).districts.list()).items[0]?.id ?? '';
  await followers.tellTeachers(student.id, districtId, actor.userId);
  await followers.tellTeachers(student.id, districtId, actor.userId);
  const heard = await db.select().from(inbox).where(eq(inbox.userId, teacher.userId));
  expect(heard.map(({ kind, app }) => [kind, app])).toEqual([['student.enrolled', 'educationelly']]);
  const events = await db.select().from(outbox).where(eq(outbox.subject, student.id));
  expect(events.map(({ envelope }) => envelope)).toMatchObject([
    { name: 'student.created', tenant: districtId },
  ]);
});

test('the sample comes and goes, and takes nothing else with it', async () => {
  const admin = as(await person());
  const own = await admin.students.create(newStudent());
  const { count } = await admin.students.loadSample();
  expect((await admin.students.loadSample()).count).toBe(0);
  expect(await admin.students.hasSample()).toBe(true);
  expect((await admin.students.list({ limit: 100 })).items).toHaveLength(count + 1);
  expect((await admin.students.removeSample()).count).toBe(count);
  expect((await admin.students.list({ limit: 100 })).items.map(({ id }) => id)).toEqual([own.id]);
  expect((await admin.schools.list()).items).toHaveLength(1);
});

test('the demo district is made once', async () => {
  const actor = await person();
  const deps = { ...services, db, users };
  expect(await seedStudents(deps, actor)).toEqual({ students: 120 });
  expect(await seedStudents(deps, actor)).toEqual({ students: 0 });
  expect((await as(actor).schools.list()).items.map(({ studentCount }) => studentCount > 10)).toEqual([
    true,
    true,
    true,
  ]);
  const teacher = (await as(actor).members.list()).items.find(({ role }) => role === 'teacher');
  const taught = await as({ ...actor, userId: teacher?.userId ?? '' }).students.list({ limit: 100 });
  expect(taught.items.length).toBeGreaterThan(5);
  expect(taught.items.length).toBeLessThan(60);
});
