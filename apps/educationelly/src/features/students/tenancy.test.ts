import { newId } from '@portfolio/db/ids';
import {
  accesses,
  districts,
  episodes,
  invitations,
  memberships,
  rosters,
  schools,
  students,
  studentWords,
} from '@portfolio/db/schema/students';
import { inTenant } from '@portfolio/db/tenant';
import { testDatabase } from '@portfolio/db/testing';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { newStudent, studentsOn } from './testing.ts';

const { db, sql: owner } = await testDatabase();
const { services, as, person, joined } = studentsOn(db);

type District = {
  admin: Awaited<ReturnType<typeof person>>;
  districtId: string;
  studentId: string;
  schoolId: string;
};

const furnish = async (): Promise<District> => {
  const admin = await person();
  const caller = as(admin);
  const teacher = await joined(admin, 'teacher');
  const student = await caller.students.create({ ...newStudent(), teacherIds: [teacher.userId] });
  await caller.episodes.add({ id: student.id, status: 'served', fromOn: '2024-09-01' });
  await caller.invitations.create({ email: `x${newId()}@example.com`, role: 'viewer' });
  const districtId = (await caller.districts.list()).items[0]?.id ?? '';
  return { admin, districtId, studentId: student.id, schoolId: student.schoolId };
};

let here: District;
let there: District;
beforeAll(async () => {
  here = await furnish();
  there = await furnish();
});

const tenanted = { students, schools, memberships, invitations, studentWords, rosters, episodes, accesses };

test('every tenanted table has row-level security and a policy', async () => {
  const bare = await owner`
    select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'students' and relkind = 'r'
      and (not relrowsecurity or not exists (select 1 from pg_policy p where p.polrelid = c.oid))`;
  expect(bare.map(({ relname }) => relname)).toEqual([]);
});

test('without the service: a transaction of one district sees no row of another', async () => {
  for (const [name, table] of Object.entries(tenanted)) {
    const seen = await inTenant(db, { actorId: newId(), districtId: here.districtId }, (tx) =>
      tx.select({ districtId: table.districtId }).from(table),
    );
    expect(seen.length, name).toBeGreaterThan(0);
    expect(new Set(seen.map(({ districtId }) => districtId)), name).toEqual(new Set([here.districtId]));
  }
  const named = await inTenant(db, { actorId: null, districtId: here.districtId }, (tx) =>
    tx.select().from(districts),
  );
  expect(named.map(({ id }) => id)).toEqual([here.districtId]);
});

test('without a district set nothing shows, in and outside a transaction', async () => {
  for (const [name, table] of Object.entries({ ...tenanted, districts })) {
    expect(await inTenant(db, { actorId: null }, (tx) => tx.select().from(table)), name).toEqual([]);
    expect(await db.select().from(table), name).toEqual([]);
  }
});

test('an actor without a district sees their own memberships alone', async () => {
  const seen = await inTenant(db, { actorId: here.admin.userId }, (tx) => tx.select().from(memberships));
  expect(seen.map(({ userId, districtId }) => [userId, districtId])).toEqual([
    [here.admin.userId, here.districtId],
  ]);
});

test('without the service: nothing is written into another district, nor moved there', async () => {
  const inHere = <T>(work: Parameters<typeof inTenant<T>>[2]) =>
    inTenant(db, { actorId: here.admin.userId, districtId: here.districtId }, work);
  const refused = { cause: { code: '42501' } };
  await expect(
    inHere((tx) => tx.insert(schools).values({ districtId: there.districtId, name: 'x', nameKey: 'x' })),
  ).rejects.toMatchObject(refused);
  await expect(
    inHere((tx) =>
      tx.insert(episodes).values({
        districtId: there.districtId,
        studentId: there.studentId,
        status: 'served',
        fromOn: '2020-01-01',
        decidedBy: newId(),
      }),
    ),
  ).rejects.toMatchObject(refused);
  await expect(
    inHere((tx) =>
      tx.update(students).set({ districtId: there.districtId }).where(eq(students.id, here.studentId)),
    ),
  ).rejects.toMatchObject(refused);
  const touched = await inHere((tx) =>
    tx.update(students).set({ givenName: 'Changed' }).where(eq(students.id, there.studentId)).returning(),
  );
  const gone = await inHere((tx) => tx.delete(students).where(eq(students.id, there.studentId)).returning());
  expect([touched, gone]).toEqual([[], []]);
  expect(await as(there.admin).students.get({ id: there.studentId })).toMatchObject({ givenName: 'Ana' });
});

test('the setting ends with its transaction, on the same connection too', async () => {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
  });
  for (let n = 0; n < 12; n += 1) {
    await services.seats.within({ actor: here.admin }, async () => {});
    expect(await db.select().from(students)).toEqual([]);
  }
});
