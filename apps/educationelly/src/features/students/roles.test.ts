import { messages } from '@portfolio/db/schema/notifications';
import { readerships } from '@portfolio/db/schema/search';
import { users } from '@portfolio/db/schema/users';
import { testDatabase } from '@portfolio/db/testing';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { problemOf } from '@portfolio/platform/testing';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { newStudent, studentsOn } from './testing.ts';

const { db } = await testDatabase();
const { services, as, person, joined } = studentsOn(db);

type Caller = ReturnType<typeof as>;
let admin: Actor;
let east: string;
let west: string;
let mine: { id: string; version: number };
let other: { id: string; version: number };
let people: Record<'school_admin' | 'coordinator' | 'teacher' | 'viewer' | 'nobody', Actor>;

beforeAll(async () => {
  admin = await person();
  east = (await as(admin).schools.create({ name: 'East' })).id;
  west = (await as(admin).schools.create({ name: 'West' })).id;
  people = {
    school_admin: await joined(admin, 'school_admin', [east]),
    coordinator: await joined(admin, 'coordinator', [east]),
    teacher: await joined(admin, 'teacher', [east]),
    viewer: await joined(admin, 'viewer', [east]),
    nobody: await joined(admin, 'coordinator'),
  };
  const at = (schoolId: string) => ({ ...newStudent(), schoolName: undefined, schoolId });
  mine = await as(admin).students.create({ ...at(east), teacherIds: [people.teacher.userId] });
  other = await as(admin).students.create(at(west));
});

/** Every call about one student. */
const calls: Record<string, (caller: Caller, id: string) => Promise<unknown>> = {
  get: (caller, id) => caller.students.get({ id }),
  birthplace: (caller, id) => caller.students.birthplace({ id }),
  update: (caller, id) => caller.students.update({ id, gender: 'x' }),
  archive: (caller, id) => caller.students.archive({ id }),
  restore: (caller, id) => caller.students.restore({ id }),
  erase: (caller, id) => caller.students.erase({ id, reason: 'x' }),
  accesses: (caller, studentId) => caller.students.accesses({ studentId }),
  episodes: (caller, id) => caller.episodes.list({ id }),
  addEpisode: (caller, id) => caller.episodes.add({ id, status: 'served', fromOn: '2024-01-01' }),
  updateEpisode: (caller, id) => caller.episodes.update({ id, episodeId: mine.id, decision: 'x' }),
  removeEpisode: (caller, id) => caller.episodes.remove({ id, episodeId: mine.id }),
};

test('a student of another school, or of another district, is not there for any call', async () => {
  const stranger = await person();
  for (const [name, call] of Object.entries(calls)) {
    for (const [role, actor] of Object.entries(people))
      expect((await problemOf(call(as(actor, { ifMatch: 1 }), other.id))).status, `${role} ${name}`).toBe(
        404,
      );
    expect((await problemOf(call(as(stranger, { ifMatch: 1 }), mine.id))).status, `stranger ${name}`).toBe(
      404,
    );
    expect(
      (await problemOf(call(as(people.nobody, { ifMatch: 1 }), mine.id))).status,
      `no schools ${name}`,
    ).toBe(404);
  }
});

test('who sees a student and lacks the role gets 403', async () => {
  for (const role of ['teacher', 'viewer'] as const)
    for (const name of ['birthplace', 'update', 'archive', 'restore', 'erase', 'accesses', 'addEpisode'])
      expect(
        (await problemOf(calls[name]?.(as(people[role], { ifMatch: 1 }), mine.id) ?? Promise.resolve()))
          .status,
        `${role} ${name}`,
      ).toBe(403);
  for (const name of ['erase', 'accesses'])
    expect(
      (await problemOf(calls[name]?.(as(people.coordinator), mine.id) ?? Promise.resolve())).status,
    ).toBe(403);
});

test('lists hold what the role sees and nothing else', async () => {
  for (const role of ['school_admin', 'coordinator', 'teacher', 'viewer'] as const) {
    const caller = as(people[role]);
    expect(
      (await caller.students.list({ status: 'all' })).items.map(({ id }) => id),
      role,
    ).toEqual([mine.id]);
    expect(
      (await caller.students.search({ name: 'garcia' })).items.map(({ id }) => id),
      role,
    ).toEqual([mine.id]);
    expect((await caller.students.list({ school: west })).items, role).toEqual([]);
  }
  expect((await as(people.nobody).students.list({})).items).toEqual([]);
  expect((await as(people.nobody).schools.list()).items).toEqual([]);
});

test('only an administrator makes a school by naming it, and each writes to their own schools', async () => {
  const caller = as(people.coordinator);
  const unknown = await problemOf(caller.students.create({ ...newStudent('Nowhere') }));
  expect(unknown).toMatchObject({ status: 422, fields: { schoolName: [expect.any(String)] } });
  const elsewhere = { ...newStudent(), schoolName: undefined, schoolId: west };
  expect((await problemOf(caller.students.create(elsewhere))).fields).toHaveProperty('schoolId');
  expect((await caller.students.create(newStudent('east'))).schoolId).toBe(east);
  const moved = as(people.coordinator, { ifMatch: mine.version }).students.update({
    id: mine.id,
    schoolId: west,
  });
  expect((await problemOf(moved)).status).toBe(422);
  for (const role of ['teacher', 'viewer'] as const)
    expect((await problemOf(as(people[role]).students.create(newStudent('East')))).status).toBe(403);
  const bulk = await as(people.coordinator).students.bulk({ ids: [other.id], action: 'archive' });
  expect(bulk.count).toBe(0);
});

test('members, invitations and schools are an administrator’s to change', async () => {
  const { userId } = people.viewer;
  for (const role of ['school_admin', 'coordinator', 'teacher', 'viewer'] as const) {
    const caller = as(people[role]);
    const refused = [
      () => caller.invitations.list(),
      () => caller.invitations.create({ email: 'a@example.com', role: 'viewer' }),
      () => caller.schools.create({ name: 'New' }),
      () => caller.districts.rename({ name: 'Mine' }),
      () => caller.students.loadSample(),
    ];
    for (const call of refused) expect((await problemOf(call())).status, role).toBe(403);
  }
  const shut = as(people.teacher).members.update({ userId, role: 'viewer', schoolIds: [] });
  expect((await problemOf(shut)).status).toBe(404);
  expect((await problemOf(as(people.coordinator).members.remove({ userId }))).status).toBe(403);
  expect((await problemOf(as(admin).members.remove({ userId: admin.userId }))).status).toBe(409);
  const unverified = as({ ...admin, emailVerified: false });
  const sent = unverified.invitations.create({ email: 'b@example.com', role: 'viewer' });
  expect((await problemOf(sent)).code).toBe('email_unverified');
});

test('an invitation lets its own address in, once; an empty own district goes', async () => {
  const guest = await person();
  const [own] = (await as(guest).districts.list()).items;
  await services.invitations.invite(
    { actor: admin },
    { email: guest.email, role: 'viewer', schoolIds: [east] },
  );
  const [mail] = await db.select().from(messages).where(eq(messages.recipient, guest.email));
  const token = String(mail?.data.url).split('/invite/')[1] ?? '';
  const thief = await person();
  expect((await problemOf(as(thief).invitations.accept({ token }))).status).toBe(403);
  expect((await problemOf(as(guest).invitations.accept({ token: `${token}x` }))).status).toBe(404);
  expect(await as(guest).invitations.look({ token })).toMatchObject({ mine: true, email: guest.email });
  const seen = await as(thief).invitations.look({ token });
  expect(seen).toMatchObject({ role: 'viewer', mine: false });
  expect(seen.email).not.toContain(guest.email.split('@')[0]);
  // Whoever signed up with the address has not shown that it is theirs.
  await db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, guest.userId));
  expect((await problemOf(as(guest).invitations.accept({ token }))).status).toBe(403);
  await db.update(users).set({ emailVerifiedAt: new Date() }).where(eq(users.id, guest.userId));
  await as(guest).invitations.accept({ token });
  expect((await problemOf(as(guest).invitations.accept({ token }))).status).toBe(404);
  const after = (await as(guest).districts.list()).items;
  expect(after.map(({ role }) => role)).toEqual(['viewer']);
  expect(after[0]?.id).not.toBe(own?.id);
});

test('X-District-Id chooses among several, the last used is the default, another’s is not there', async () => {
  const both = await person();
  await as(both).students.create(newStudent());
  const [own] = (await as(both).districts.list()).items;
  await services.invitations.invite(
    { actor: admin },
    { email: both.email, role: 'viewer', schoolIds: [east] },
  );
  const [mail] = await db.select().from(messages).where(eq(messages.recipient, both.email));
  await as(both).invitations.accept({ token: String(mail?.data.url).split('/invite/')[1] ?? '' });
  const joinedOne = (await as(both).districts.list()).items.find(({ id }) => id !== own?.id);
  const count = async (tenant?: string) => (await as(both, { tenant }).students.list({})).items.length;
  expect(await count(own?.id)).toBe(1);
  expect(await count()).toBe(1);
  expect(await count(joinedOne?.slug)).toBeGreaterThan(1);
  expect(await count()).toBeGreaterThan(1);
  const [stranger] = (await as(await person()).districts.list()).items;
  expect((await problemOf(as(both, { tenant: stranger?.id }).students.list({}))).status).toBe(404);
});

test('what search lets a member find follows role and schools, and ends with the membership', async () => {
  const member = await joined(admin, 'coordinator', [east]);
  const readers = async () =>
    (await db.select().from(readerships).where(eq(readerships.userId, member.userId))).map(
      ({ reader }) => reader,
    );
  expect(await readers()).toEqual([`school:${east}`]);
  const districtId = (await as(admin).districts.list()).items[0]?.id;
  await as(admin).members.update({ userId: member.userId, role: 'teacher', schoolIds: [east] });
  expect(await readers()).toEqual([`roster:${districtId}:${member.userId}`]);
  await as(admin).members.remove({ userId: member.userId });
  expect(await readers()).toEqual([]);
});
