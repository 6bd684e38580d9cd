import { newId } from '@portfolio/db/ids';
import { securityEvents } from '@portfolio/db/schema/auth';
import { users } from '@portfolio/db/schema/users';
import { testDatabase } from '@portfolio/db/testing';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '../kernel/actor.ts';
import { traced } from '../kernel/trace.ts';
import { problemOf, testPerson } from '../testing.ts';
import { recordSecurityEvent, SecurityLogService } from './service.log.ts';

const { db } = await testDatabase();
const log = new SecurityLogService({ db });

const person = async (): Promise<Actor> => {
  const actor = testPerson();
  const name = `p${actor.userId.slice(-12)}`;
  await db
    .insert(users)
    .values({ id: actor.userId, username: name, usernameKey: name, email: `${name}@example.com` });
  return actor;
};

test('the log shows its owner what happened, newest first, and nobody else anything', async () => {
  const [owner, other] = [await person(), await person()];
  const from = {
    requestId: newId(),
    ip: '203.0.113.7',
    userAgent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  };
  for (const kind of ['signed_in', 'token_created', 'password_changed'])
    await traced(from, () => recordSecurityEvent(db, owner.userId, kind, { name: 'x' }));
  const first = await log.list(owner, { limit: 2 });
  expect(first.items.map(({ kind }) => kind)).toEqual(['password_changed', 'token_created']);
  expect(first.items[0]).toMatchObject({ ip: '203.0.*.*', device: 'Chrome on Linux, desktop' });
  const second = await log.list(owner, { limit: 2, cursor: first.nextCursor });
  expect(second.items.map(({ kind }) => kind)).toEqual(['signed_in']);
  expect(second.nextCursor).toBeUndefined();
  expect((await log.list(other, { limit: 25 })).items).toEqual([]);
  expect(await problemOf(log.list(owner, { limit: 2, cursor: 'bm90IG91cnM' }))).toMatchObject({
    status: 422,
  });
});

test('no app can change or take out what stands in the log', async () => {
  const owner = await person();
  await recordSecurityEvent(db, owner.userId, 'signed_in', {});
  const mine = eq(securityEvents.userId, owner.userId);
  for (const change of [
    () => db.update(securityEvents).set({ kind: 'nothing' }).where(mine),
    () => db.delete(securityEvents).where(mine),
  ])
    await expect(change().execute()).rejects.toThrow();
  expect((await log.list(owner, { limit: 25 })).items).toHaveLength(1);
});
