import { testDatabase } from '@portfolio/db/testing';
import { expect, test } from 'vitest';
import { createCallerFactory, router } from '../kernel/trpc.ts';
import { notificationsRouter } from '../notifications/router.ts';
import { problemOf, testCaller } from '../testing.ts';
import { usersRouter } from '../users/router.ts';
import { authRouter } from './router.ts';
import { SecurityLogService } from './service.log.ts';
import { testAdmin, testAuth } from './testing.ts';

const database = await testDatabase();
const made = await testAuth(database);
const { auth, sessions, tokens, users, notifications, mailed, signUp, signIn } = made;
const log = new SecurityLogService(database);
const as = testCaller(
  createCallerFactory(
    router({
      auth: authRouter({ ...made, log }),
      users: usersRouter(users),
      notifications: notificationsRouter(notifications),
    }),
  ),
);

const verified = async (email?: string) => {
  const person = await signUp(undefined, email);
  await auth.verifyEmail(await mailed(person.email, 'verify-email'));
  return (await signIn(person.email)).actor;
};

const [owner, admin] = [await verified(), await verified(testAdmin)];
const client = { name: 'x', redirectUris: ['https://example.com/back'] };
const mail = { template: 'message', to: 'x@example.com', data: { title: 'x', body: 'x' } };

const withToken = async (...scopes: string[]) => {
  const { token } = await tokens.create(admin, { name: 'x', scopes });
  const actor = await sessions.bearer(token);
  if (!actor) throw new Error('a fresh token is not valid');
  return as(actor);
};

test('an administrator sees what a narrow token of theirs does not', async () => {
  expect(await as(admin).users.get({ id: owner.userId })).toHaveProperty('email');
  expect(await as(admin).notifications.listOf({ userId: owner.userId })).toMatchObject({ items: [] });
  const narrow = await withToken('profile', 'users:read', 'notifications:read');
  expect(await narrow.users.get({ id: owner.userId })).not.toHaveProperty('email');
  expect(await problemOf(narrow.notifications.listOf({ userId: owner.userId }))).toMatchObject({
    status: 404,
  });
});

test('an administrator’s scope on a token opens what it names, and nothing of /auth', async () => {
  const sender = await withToken('notifications:send');
  expect(await sender.notifications.sendEmail(mail)).toHaveProperty('id');
  const operator = await withToken('operations', 'profile');
  expect(await problemOf(operator.notifications.sendEmail(mail))).toMatchObject({
    code: 'insufficient_scope',
  });
  for (const call of [
    operator.auth.clients(),
    operator.auth.createClient(client),
    operator.auth.deleteClient({ id: owner.userId }),
  ])
    expect(await problemOf(call)).toMatchObject({ status: 403, code: 'insufficient_scope' });
  expect(await as(admin).auth.createClient(client)).toHaveProperty('clientSecret');
  expect(await problemOf(as(owner).auth.createClient(client))).toMatchObject({ code: 'forbidden' });
});
