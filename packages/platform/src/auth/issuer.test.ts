import { createServer } from 'node:http';
import { oidcPayloads } from '@portfolio/db/schema/auth';
import { testDatabase } from '@portfolio/db/testing';
import { and, eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { hashToken } from '../kernel/keys.ts';
import { testAuth } from './testing.ts';

const database = await testDatabase();
const { db } = database;
const { auth, issuer, sessions, mailed, signUp, signIn } = await testAuth(database);

const server = createServer(issuer.provider.callback());
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
afterAll(() => server.close());

const post = async (path: string, form: Record<string, string>, basic?: string) => {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: basic ? { authorization: `Basic ${Buffer.from(basic).toString('base64')}` } : {},
  });
  const { error }: { error?: string } = await answer.json();
  return { status: answer.status, error };
};

const verified = async () => {
  const { email } = await signUp();
  await auth.verifyEmail(await mailed(email, 'verify-email'));
  return signIn(email);
};

test('nobody is the client of /auth/signin at /oidc, and its refresh tokens stay whole', async () => {
  const { refreshToken } = await verified();
  const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: 'platform' };
  for (const basic of [undefined, 'platform:', 'platform:guess'])
    for (const path of ['/oidc/token', '/oidc/token/introspection', '/oidc/token/revocation'])
      expect(await post(path, { ...grant, token: refreshToken }, basic), `${path} ${basic}`).toMatchObject({
        status: expect.toSatisfy((status) => status === 400 || status === 401),
        error: expect.stringMatching(/^invalid_(client|request)$/),
      });
  const asked = new URLSearchParams({ client_id: 'platform', response_type: 'code', scope: 'openid' });
  const page = await fetch(`${origin}/oidc/auth?${asked}`, { redirect: 'manual' });
  expect(page.status).toBe(400);
  expect((await auth.refresh(refreshToken)).accessToken).not.toBe('');
});

test('a token without a living session is absent for the issuer', async () => {
  const { refreshToken, accessToken, actor } = await verified();
  const { RefreshToken, AccessToken } = issuer.provider;
  expect(await RefreshToken.find(refreshToken)).toBeDefined();
  const mine = and(eq(oidcPayloads.model, 'RefreshToken'), eq(oidcPayloads.idHash, hashToken(refreshToken)));
  await db.update(oidcPayloads).set({ sessionId: null }).where(mine);
  expect(await RefreshToken.find(refreshToken)).toBeUndefined();
  expect(await AccessToken.find(accessToken)).toBeDefined();
  await sessions.signOut(actor);
  expect(await AccessToken.find(accessToken)).toBeUndefined();
});

test('the issuer’s own write of a token keeps it with its session', async () => {
  const { refreshToken, actor } = await verified();
  const token = await issuer.provider.RefreshToken.find(refreshToken);
  await token?.save();
  await sessions.signOut(actor);
  expect(await issuer.provider.RefreshToken.find(refreshToken)).toBeUndefined();
});

test('of two that use a refresh token at once one is refused, and the session ends', async () => {
  const { refreshToken, accessToken } = await verified();
  const { RefreshToken } = issuer.provider;
  const both = await Promise.all([RefreshToken.find(refreshToken), RefreshToken.find(refreshToken)]);
  const outcomes = await Promise.allSettled(both.map((token) => token?.consume()));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { error: 'invalid_grant' },
  });
  expect(await sessions.bearer(accessToken)).toBeNull();
});
