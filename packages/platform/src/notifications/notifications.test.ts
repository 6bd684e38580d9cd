import { outbox } from '@portfolio/db/schema/events';
import { messages } from '@portfolio/db/schema/notifications';
import { testDatabase } from '@portfolio/db/testing';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '../kernel/actor.ts';
import { createCallerFactory } from '../kernel/trpc.ts';
import { expectGuarded, expectPlainWords, problemOf, testCaller, testPerson } from '../testing.ts';
import { messageQueued } from './events.ts';
import { notificationsRouter } from './router.ts';
import { bySenderMax, toRecipientMax } from './service.limits.ts';
import { NotificationsService } from './service.ts';
import { type Channel, type Kind, wanted } from './templates.ts';

const { db } = await testDatabase();
const choices = new Map<string, Record<string, Record<string, boolean>>>();
const morning = new Date('2026-06-11T05:00:00Z');
const users = {
  notificationChoices: async (userId: string) => choices.get(userId) ?? {},
  quietUntil: async () => morning,
};
const notifications = new NotificationsService({ db, mailHost: 'example.com', users });
const router = notificationsRouter(notifications);
const as = testCaller(createCallerFactory(router));

const tell = (person: Actor, kind: Kind, dedupeKey: string) =>
  db.transaction((tx) =>
    notifications.notify(tx, {
      userId: person.userId,
      kind,
      app: 'codetalk',
      title: 'Hello',
      body: 'There',
      dedupeKey,
    }),
  );

test('every procedure wants a token, and its scope', () => expectGuarded(router));

test('what is wrong with an input is said in sentences', () => expectPlainWords(router));

test('what a person turned off does not come; what is critical does', async () => {
  const person = testPerson();
  const off = { inbox: false, email: false };
  choices.set(person.userId, { 'room.invited': off, 'security.notice': off });
  await tell(person, 'room.invited', 'a');
  await tell(person, 'security.notice', 'b');
  await tell(person, 'student.enrolled', 'c');
  const { items, unreadCount } = await as(person).list({});
  expect(items.map(({ kind }) => kind)).toEqual(['student.enrolled', 'security.notice']);
  expect(unreadCount).toBe(2);
});

test('mails of a kind follow the choice; mails that were asked for always go', async () => {
  const person = testPerson();
  choices.set(person.userId, { 'room.invited': { email: false } });
  const link = 'https://example.com/x';
  const mail = { to: 'a@example.com', userId: person.userId };
  const data = { inviter: 'Ada', room: 'Compilers', role: 'editor', url: link };
  const sent = await db.transaction(async (tx) => [
    await notifications.email(tx, { ...mail, template: 'room-invite', data }),
    await notifications.email(tx, {
      ...mail,
      template: 'reset-password',
      data: { username: 'a', url: link },
    }),
  ]);
  expect(sent).toEqual([null, expect.any(String)]);
  expect(await db.$count(messages, eq(messages.userId, person.userId))).toBe(1);
});

test('in quiet hours an invitation waits, what was asked for does not', async () => {
  const person = testPerson();
  const url = 'https://example.com/x';
  const mail = { to: 'a@example.com', userId: person.userId };
  const data = { inviter: 'Ada', room: 'Compilers', role: 'editor', url };
  const ids = await db.transaction(async (tx) => [
    await notifications.email(tx, { ...mail, template: 'room-invite', data }),
    await notifications.email(tx, { ...mail, template: 'reset-password', data: { username: 'a', url } }),
  ]);
  const rows = await db.select({ envelope: outbox.envelope }).from(outbox).orderBy(outbox.seq);
  const waits = new Map(
    rows
      .map(({ envelope }) => messageQueued.schema.parse(Object(envelope).data))
      .map((one) => [one.messageId, one.notBefore]),
  );
  expect(ids.map((id) => waits.get(id ?? ''))).toEqual([morning.toISOString(), undefined]);
});

test('nobody is a mailing list: not who invites many, nor who is invited again and again', async () => {
  const data = { inviter: 'Ada', room: 'Compilers', role: 'editor', url: 'https://example.com/x' };
  const invite = (senderId: string, to: string) =>
    db.transaction((tx) => notifications.email(tx, { template: 'room-invite', to, senderId, data }));
  const again = testPerson();
  for (let n = 0; n < toRecipientMax; n += 1) await invite(testPerson().userId, 'often@example.com');
  expect((await problemOf(invite(again.userId, 'often@example.com'))).status).toBe(429);
  await Promise.all(Array.from({ length: bySenderMax }, (_, n) => invite(again.userId, `${n}@example.com`)));
  expect((await problemOf(invite(again.userId, 'one-more@example.com'))).status).toBe(429);
});

test('whoever signs up with a taken address again and again has its owner told three times a day', async () => {
  const url = 'https://example.com/';
  const mail = {
    template: 'already-registered',
    to: 'taken@example.com',
    data: { signInUrl: url, resetUrl: url },
  } as const;
  const told: (string | null)[] = [];
  for (let n = 0; n < 5; n += 1)
    told.push(await db.transaction((tx) => notifications.email(tx, { ...mail, dedupeKey: `taken:${n}` })));
  expect(told.filter(Boolean)).toHaveLength(3);
});

test('a choice counts for its kind and channel alone', () => {
  const chosen = { 'room.invited': { email: false } };
  const asked: [Kind, Channel, boolean][] = [
    ['room.invited', 'email', false],
    ['room.invited', 'inbox', true],
    ['student.enrolled', 'inbox', true],
    ['security.notice', 'email', true],
  ];
  for (const [kind, channel, answer] of asked) expect(wanted(chosen, kind, channel)).toBe(answer);
});

test('the unread filter, marking one and marking all; another’s is not there', async () => {
  const [person, stranger] = [testPerson(), testPerson()];
  for (const key of ['1', '2', '3']) await tell(person, 'student.enrolled', key);
  const [newest] = (await as(person).list({})).items;
  const id = newest?.id ?? '';
  expect(await problemOf(as(stranger).markRead({ id }))).toMatchObject({ status: 404 });
  await as(person).markRead({ id });
  const unread = await as(person).list({ unread: true, limit: 1 });
  expect([unread.items.length, unread.unreadCount, typeof unread.nextCursor]).toEqual([1, 2, 'string']);
  await as(person).markAllRead();
  expect((await as(person).list({ unread: true })).items).toEqual([]);
});
