import { newId } from '@portfolio/db/ids';
import { activity, rooms as roomTable } from '@portfolio/db/schema/rooms';
import { users as userTable } from '@portfolio/db/schema/users';
import { testDatabase } from '@portfolio/db/testing';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { createCallerFactory, router } from '@portfolio/platform/kernel/trpc';
import { NotificationsService } from '@portfolio/platform/notifications/service';
import { SearchService } from '@portfolio/platform/search/service';
import {
  expectGuarded,
  expectPlainWords,
  problemOf,
  testCaller,
  testPerson,
} from '@portfolio/platform/testing';
import { UsersService } from '@portfolio/platform/users/service';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roomsRouter } from './router.ts';
import { InvitesService } from './service.invites.ts';
import { RoomLists } from './service.list.ts';
import { PeopleService } from './service.people.ts';
import { RoomsService } from './service.ts';

const { db } = await testDatabase();
const origin = 'http://localhost';
const users = new UsersService({ db, media: Object.create(null) });
const notifications = new NotificationsService({ db, mailHost: 'localhost' });
const rooms = new RoomsService({ db, users, origin });
const invites = new InvitesService({ db, users, notifications, origin });
const people = new PeopleService({ db, users, invites });
const appRouter = router({
  rooms: roomsRouter({ rooms, lists: new RoomLists({ db, rooms }), people, invites }),
});
const as = testCaller(createCallerFactory(appRouter));

/** Somebody whom others can find: with a row and a verified address. */
const someone = async (): Promise<Actor & { email: string }> => {
  const actor = testPerson();
  const username = `u-${actor.userId.slice(-12)}`;
  const email = `${username}@example.com`;
  await db.insert(userTable).values({
    id: actor.userId,
    username,
    usernameKey: username,
    email,
    emailVerifiedAt: new Date(),
  });
  return { ...actor, username, email };
};

const readers = async (actor: Actor): Promise<string[]> =>
  new SearchService({ db, search: Object.create(null) }).readersOf(actor);

test('every call wants a token and its scope', () => expectGuarded(appRouter));

test('what is wrong with an input is said in sentences', () => expectPlainWords(appRouter));

test('a private room is not there for a stranger, whatever they call', async () => {
  const [owner, member, stranger] = [await someone(), await someone(), await someone()];
  const { id } = await as(owner).rooms.create({ title: 'Secret' });
  const link = await as(owner).rooms.invite({ id });
  await as(member).rooms.join({ id, inviteToken: link.token });
  const caller = as(stranger).rooms;
  for (const call of [
    () => caller.get({ id }),
    () => caller.update({ id, title: 'x' }),
    () => caller.delete({ id }),
    () => caller.restore({ id }),
    () => caller.favourite({ id, favourite: true }),
    () => caller.join({ id }),
    () => caller.join({ id, inviteToken: 'guess' }),
    () => caller.leave({ id }),
    () => caller.here({ id }),
    () => caller.participants({ id }),
    () => caller.setRole({ id, userId: member.userId, role: 'owner' }),
    () => caller.remove({ id, userId: member.userId }),
    () => caller.activity({ id }),
    () => caller.invites({ id }),
    () => caller.invite({ id }),
    () => caller.revokeInvite({ id, inviteId: link.id }),
    () => caller.invitation({ id }),
  ])
    expect((await problemOf(call())).status).toBe(404);
  for (const view of ['mine', 'open'] as const)
    expect((await caller.list({ view })).items.filter((room) => room.id === id)).toEqual([]);
});

test('a member who is not the owner is told so', async () => {
  const [owner, member] = [await someone(), await someone()];
  const { id } = await as(owner).rooms.create({ title: 'Shared', visibility: 'link' });
  expect(await as(member).rooms.get({ id })).toMatchObject({ role: null, participantCount: 1 });
  expect((await problemOf(as(member).rooms.participants({ id }))).status).toBe(403);
  expect(await as(member).rooms.join({ id })).toEqual({ role: 'viewer' });
  const caller = as(member).rooms;
  for (const call of [
    () => caller.update({ id, title: 'x' }),
    () => caller.delete({ id }),
    () => caller.restore({ id }),
    () => caller.setRole({ id, userId: owner.userId, role: 'viewer' }),
    () => caller.remove({ id, userId: owner.userId }),
    () => caller.invites({ id }),
    () => caller.invite({ id }),
    () => caller.revokeInvite({ id, inviteId: newId() }),
  ])
    expect((await problemOf(call())).status).toBe(403);
  expect((await caller.participants({ id })).items.map(({ role }) => role)).toEqual(['owner', 'viewer']);
});

test('a link lets in as many as it says, with its role, however many come at once', async () => {
  const owner = await someone();
  const { id } = await as(owner).rooms.create({ title: 'Three seats' });
  const link = await as(owner).rooms.invite({ id, role: 'editor', uses: 3 });
  expect(link.url).toBe(`${origin}/rooms/${id}/join?token=${link.token}`);
  const guests = await Promise.all(Array.from({ length: 8 }, someone));
  const outcomes = await Promise.allSettled(
    guests.map((guest) => as(guest).rooms.join({ id, inviteToken: link.token })),
  );
  const inside = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(inside).toHaveLength(3);
  expect(await as(owner).rooms.get({ id })).toMatchObject({ participantCount: 4 });
  expect((await as(owner).rooms.invites({ id })).items).toEqual([]);
});

test('joining twice takes one use, and a better invitation raises the role', async () => {
  const [owner, guest] = [await someone(), await someone()];
  const { id } = await as(owner).rooms.create({ title: 'Raise' });
  const viewer = await as(owner).rooms.invite({ id, uses: 2 });
  const editor = await as(owner).rooms.invite({ id, role: 'editor', uses: 2 });
  for (let n = 0; n < 3; n += 1) await as(guest).rooms.join({ id, inviteToken: viewer.token });
  expect(await as(guest).rooms.join({ id, inviteToken: editor.token })).toEqual({ role: 'editor' });
  expect(await as(guest).rooms.join({ id, inviteToken: editor.token })).toEqual({ role: 'editor' });
  const left = (await as(owner).rooms.invites({ id })).items.map(({ usesLeft }) => usesLeft);
  expect(left).toEqual([1, 1]);
});

test('an invitation by name rings the bell, by mail it is for that address alone', async () => {
  const [owner, guest, other] = [await someone(), await someone(), await someone()];
  const { id } = await as(owner).rooms.create({ title: 'By name' });
  const named = await as(owner).rooms.invite({ id, userId: guest.userId, role: 'editor' });
  expect([named.token, named.url]).toEqual([undefined, undefined]);
  const inbox = await notifications.list(guest, 'me', { limit: 5 });
  expect(inbox.items).toMatchObject([{ kind: 'room.invited', url: `${origin}/rooms/${id}/join` }]);
  expect(await as(guest).rooms.invitation({ id })).toMatchObject({ title: 'By name', role: 'editor' });
  expect((await problemOf(as(other).rooms.join({ id }))).status).toBe(404);
  expect(await as(guest).rooms.join({ id })).toEqual({ role: 'editor' });

  const mailed = await as(owner).rooms.invite({ id, email: other.email.toUpperCase() });
  expect([mailed.email, mailed.token]).toEqual([other.email, undefined]);
  const unverified = testPerson({ emailVerified: false });
  const second = await as(owner).rooms.create({ title: 'x' });
  expect((await problemOf(as(unverified).rooms.invite({ id: second.id }))).code).toBe('email_unverified');
});

test('an owner hands over before leaving, and there is always exactly one', async () => {
  const [owner, heir] = [await someone(), await someone()];
  const { id } = await as(owner).rooms.create({ title: 'Heirloom', visibility: 'everyone' });
  await as(heir).rooms.join({ id });
  expect((await problemOf(as(owner).rooms.leave({ id }))).code).toBe('conflict');
  expect(
    (await problemOf(as(owner).rooms.setRole({ id, userId: owner.userId, role: 'viewer' }))).status,
  ).toBe(422);
  expect(await as(owner).rooms.setRole({ id, userId: heir.userId, role: 'owner' })).toMatchObject({
    role: 'owner',
  });
  expect(await as(owner).rooms.get({ id })).toMatchObject({ role: 'editor', owner: { id: heir.userId } });
  await as(owner).rooms.leave({ id });
  await as(owner).rooms.leave({ id });
  expect((await as(heir).rooms.participants({ id })).items).toHaveLength(1);
});

test('whoever is taken out finds nothing more, and for good if so decided', async () => {
  const [owner, guest] = [await someone(), await someone()];
  const { id } = await as(owner).rooms.create({ title: 'Open', visibility: 'everyone' });
  await as(guest).rooms.join({ id });
  expect(await readers(guest)).toContain(`room:${id}`);
  await as(owner).rooms.remove({ id, userId: guest.userId });
  expect(await readers(guest)).not.toContain(`room:${id}`);
  expect(await as(guest).rooms.join({ id })).toEqual({ role: 'viewer' });
  await as(owner).rooms.remove({ id, userId: guest.userId, ban: true });
  await as(owner).rooms.remove({ id, userId: guest.userId });
  expect((await problemOf(as(guest).rooms.join({ id }))).status).toBe(403);
  await as(owner).rooms.invite({ id, userId: guest.userId });
  expect(await as(guest).rooms.join({ id })).toEqual({ role: 'viewer' });
});

test('the trash hides a room from all, and its owner brings it back', async () => {
  const [owner, member] = [await someone(), await someone()];
  const { id } = await as(owner).rooms.create({ title: 'Trash', visibility: 'everyone' });
  await as(member).rooms.join({ id });
  await as(owner).rooms.delete({ id });
  await as(owner).rooms.delete({ id });
  expect((await problemOf(as(member).rooms.get({ id }))).status).toBe(404);
  expect((await problemOf(as(member).rooms.restore({ id }))).status).toBe(404);
  expect(await rooms.document(id)).toBeNull();
  expect((await as(owner).rooms.list({})).items).toEqual([]);
  expect((await as(owner).rooms.list({ deleted: true })).items).toMatchObject([{ id }]);
  expect((await as(member).rooms.list({ deleted: true })).items).toEqual([]);
  expect(await as(owner).rooms.restore({ id })).toMatchObject({ id, participantCount: 2 });
  expect(await rooms.document(id)).toMatchObject({ readers: [`room:${id}`, 'public'] });
});

test('a stale version is a conflict; archived rooms are listed when asked for', async () => {
  const owner = await someone();
  const { id, version } = await as(owner).rooms.create({ title: 'first' });
  await as(owner, { ifMatch: version }).rooms.update({ id, title: 'second' });
  expect(await problemOf(as(owner, { ifMatch: version }).rooms.update({ id, title: 'x' }))).toMatchObject({
    status: 409,
    current: { title: 'second' },
  });
  await as(owner).rooms.update({ id, archived: true });
  expect((await as(owner).rooms.list({})).items).toEqual([]);
  expect((await as(owner).rooms.list({ archived: true })).items).toMatchObject([{ id }]);
  const kinds = (await as(owner).rooms.activity({ id })).items.map(({ kind }) => kind);
  expect(kinds).toEqual(['archived', 'renamed', 'created']);
});

test('a page that is open makes its reader online, for half a minute', async () => {
  const owner = await someone();
  const { id } = await as(owner).rooms.create({ title: 'Here' });
  expect(await as(owner).rooms.get({ id })).toMatchObject({ onlineCount: 0 });
  await as(owner).rooms.here({ id });
  expect(await as(owner).rooms.get({ id })).toMatchObject({ onlineCount: 1 });
  expect((await as(owner).rooms.participants({ id })).items).toMatchObject([{ online: true }]);
});

test('pages by cursor show each once, in both views, and among participants and activity', async () => {
  const owner = await someone();
  for (let n = 0; n < 7; n += 1)
    await as(owner).rooms.create({ title: `paged ${n}`, visibility: 'everyone' });
  for (const view of ['mine', 'open'] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await as(owner).rooms.list({ view, limit: 3, cursor, q: 'PAGED' });
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `paged ${n}`));
  }
  const { id } = await as(owner).rooms.create({ title: 'crowd', visibility: 'everyone' });
  for (const guest of await Promise.all(Array.from({ length: 6 }, someone)))
    await as(guest).rooms.join({ id });
  for (const list of ['participants', 'activity'] as const) {
    let [seen, cursor]: [number, string | undefined] = [0, undefined];
    do {
      const page: { items: unknown[]; nextCursor?: string | undefined } = await as(owner).rooms[list]({
        id,
        limit: 2,
        cursor,
      });
      seen += page.items.length;
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toBe(7);
    for (const bad of ['mine', Buffer.from('["joined","x"]').toString('base64url')])
      expect((await problemOf(as(owner).rooms[list]({ id, cursor: bad }))).status).toBe(422);
  }
});

test('whatever people do in whatever order, a room has one owner and counts whom it lists', async () => {
  const cast = await Promise.all(Array.from({ length: 4 }, someone));
  const act = fc.record({
    who: fc.integer({ min: 0, max: 3 }),
    whom: fc.integer({ min: 0, max: 3 }),
    what: fc.constantFrom('join', 'leave', 'remove', 'ban', 'owner', 'editor', 'viewer'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const [first] = cast;
      const { id } = await as(first ?? null).rooms.create({ title: 'Any', visibility: 'everyone' });
      for (const { who, whom, what } of acts) {
        const caller = as(cast[who] ?? null).rooms;
        const userId = cast[whom]?.userId ?? '';
        const doing = {
          join: () => caller.join({ id }),
          leave: () => caller.leave({ id }),
          remove: () => caller.remove({ id, userId }),
          ban: () => caller.remove({ id, userId, ban: true }),
          owner: () => caller.setRole({ id, userId, role: 'owner' }),
          editor: () => caller.setRole({ id, userId, role: 'editor' }),
          viewer: () => caller.setRole({ id, userId, role: 'viewer' }),
        };
        await doing[what]().catch(() => null);
      }
      const [row] = await db.select().from(roomTable).where(eq(roomTable.id, id));
      const owner = cast.find(({ userId }) => userId === row?.ownerId) ?? null;
      const { items } = await as(owner).rooms.participants({ id });
      expect(items.filter(({ role }) => role === 'owner').map(({ userId }) => userId)).toEqual([
        row?.ownerId,
      ]);
      expect((await as(owner).rooms.get({ id })).participantCount).toBe(items.length);
    }),
    { numRuns: 25 },
  );
  expect(await db.$count(activity)).toBeGreaterThan(0);
});
