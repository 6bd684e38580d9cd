import { oidcPayloads, personalTokens } from '@portfolio/db/schema/auth';
import { testDatabase } from '@portfolio/db/testing';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { hashToken } from '../kernel/keys.ts';
import { problemOf } from '../testing.ts';
import { testAuth } from './testing.ts';

const database = await testDatabase();
const { db } = database;
const { auth, recovery, sessions, tokens, mailed, askReset, signUp, signIn } = await testAuth(database);

/** A personal token and a third party's grant as they may stand from the time before the owner proved the address. */
const leftBehind = async (userId: string) => {
  const token = `pat_${userId}`;
  await db
    .insert(personalTokens)
    .values({ userId, name: 'left behind', hash: hashToken(token), scopes: ['profile'] });
  await db
    .insert(oidcPayloads)
    .values({ model: 'Grant', idHash: userId, payload: { accountId: userId, clientId: 'client_x' } });
  const grants = () => db.$count(oidcPayloads, eq(oidcPayloads.idHash, userId));
  expect([(await sessions.bearer(token))?.userId, await grants()]).toEqual([userId, 1]);
  return { token, grants };
};

test('a reset takes back every personal token, consent and session of the account', async () => {
  const { email } = await signUp();
  await auth.verifyEmail(await mailed(email, 'verify-email'));
  const { actor, accessToken } = await signIn(email);
  const { token, grants } = await leftBehind(actor.userId);
  await askReset(email);
  await recovery.reset(await mailed(email, 'reset-password'), 'eight brown otters');
  expect([await sessions.bearer(token), await sessions.bearer(accessToken), await grants()]).toEqual([
    null,
    null,
    0,
  ]);
});

test('the first proof of an address ends what somebody else began with it', async () => {
  const { email } = await signUp();
  const stranger = await signIn(email);
  const { token, grants } = await leftBehind(stranger.actor.userId);
  const kept = await signIn(email);
  await auth.verifyEmail(await mailed(email, 'verify-email'), undefined, kept.actor.sessionId);
  expect([await sessions.bearer(token), await sessions.bearer(stranger.accessToken), await grants()]).toEqual(
    [null, null, 0],
  );
  expect(await sessions.bearer(kept.accessToken)).toMatchObject({ emailVerified: true });
});

test('a second proof, by another mail, ends nothing', async () => {
  const { email } = await signUp();
  const before = await signIn(email);
  const first = await mailed(email, 'verify-email');
  await auth.resendVerification(before.actor);
  await auth.verifyEmail(first);
  const { actor } = await signIn(email);
  const { token } = await tokens.create(actor, { name: 'mine', scopes: ['profile'] });
  await auth.verifyEmail(await mailed(email, 'verify-email'));
  expect(await sessions.bearer(token)).toMatchObject({ userId: actor.userId });
});

test('the browser that signed up is signed in by the proof', async () => {
  const { email } = await signUp('browser');
  const { cookie } = await auth.verifyEmail(await mailed(email, 'verify-email'), 'browser');
  expect(await sessions.byCookie(cookie ?? '')).toMatchObject({ emailVerified: true });
});

test('no personal token before the address is verified', async () => {
  const { email } = await signUp();
  const { actor } = await signIn(email);
  expect(await problemOf(tokens.create(actor, { name: 'x', scopes: ['profile'] }))).toMatchObject({
    status: 403,
    code: 'forbidden',
    detail: expect.stringContaining('Confirm your e-mail address'),
  });
});
