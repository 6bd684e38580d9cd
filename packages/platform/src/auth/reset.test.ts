import { mailTokens, resetRequests } from '@portfolio/db/schema/auth';
import { outbox } from '@portfolio/db/schema/events';
import { messages } from '@portfolio/db/schema/notifications';
import { testDatabase } from '@portfolio/db/testing';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testAuth } from './testing.ts';

const database = await testDatabase();
const { db } = database;
const { auth, recovery, signUp } = await testAuth(database);

const resets = () => db.$count(mailTokens, eq(mailTokens.purpose, 'reset'));
const counts = async () => ({
  tokens: await resets(),
  mails: await db.$count(messages),
  events: await db.$count(outbox),
  requests: await db.$count(resetRequests),
});

/** What one request for a reset mail does before it is answered. */
const asking = async (email: string) => {
  const before = await counts();
  await recovery.requestReset(email);
  const after = await counts();
  return Object.fromEntries(Object.entries(after).map(([name, n]) => [name, n - Reflect.get(before, name)]));
};

const requestOf = async (email: string): Promise<string> => {
  const [row] = await db.select().from(resetRequests).where(eq(resetRequests.email, email));
  return row?.id ?? '';
};

test('a request does the same for a known and an unknown address before its answer', async () => {
  const { email } = await signUp();
  const same = { tokens: 0, mails: 0, events: 1, requests: 1 };
  expect(await asking(email)).toEqual(same);
  expect(await asking('nobody@example.com')).toEqual(same);
  const told = await db.select({ envelope: outbox.envelope }).from(outbox);
  expect(JSON.stringify(told)).not.toContain('@');
});

test('its job mails the owner once and keeps no address', async () => {
  const { email } = await signUp();
  await recovery.requestReset(email);
  await recovery.requestReset('someone@example.com');
  const ids = [await requestOf(email), await requestOf('someone@example.com')];
  for (const id of [...ids, ...ids]) await recovery.mailReset(id);
  const mails = await db.select().from(messages).where(eq(messages.template, 'reset-password'));
  expect(mails.map(({ recipient }) => recipient)).toEqual([email]);
  expect([await requestOf(email), await requestOf('someone@example.com')]).toEqual(['', '']);
});

test('five at once and one a minute, for whichever address; what no job took is dropped', async () => {
  const sixth = async (email: string) => {
    for (let n = 0; n < 5; n += 1) await recovery.requestReset(email);
    return asking(email);
  };
  const { email } = await signUp();
  expect(await sixth(email)).toEqual({ tokens: 0, mails: 0, events: 0, requests: 0 });
  expect(await sixth('ghost@example.com')).toEqual({ tokens: 0, mails: 0, events: 0, requests: 0 });
  await db.update(resetRequests).set({ createdAt: new Date(Date.now() - 2 * 86_400_000) });
  await auth.sweep();
  expect(await db.$count(resetRequests)).toBe(0);
});
