import { createServer, type Server } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, look } from './look.ts';
import { personOf, signUp } from './person.ts';
import { launchBrowser, type Platform, startPlatform } from './platform.ts';

const clientPort = 4490;
const home = `http://127.0.0.1:${clientPort}`;
const person = personOf('olga');
const scope = 'openid profile email offline_access bookmarks:read';

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];
let server: Server;
const logoutTokens: string[] = [];

/** The third party's own site: a page for whoever comes back, and the address that we call when a session ends. */
const startClient = async (): Promise<Server> => {
  const made = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += String(chunk);
    if (req.url === '/backchannel') logoutTokens.push(new URLSearchParams(body).get('logout_token') ?? '');
    res.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' });
    res.end(
      `<!doctype html><html lang="en"><title>Third party</title><h1>${req.url?.split('?')[0]}</h1></html>`,
    );
  });
  await new Promise<void>((done) => made.listen(clientPort, '127.0.0.1', done));
  return made;
};

beforeAll(async () => {
  server = await startClient();
  const variables = {
    ADMIN_EMAILS: person.email,
    OUTBOUND_ALLOW_PRIVATE: `127.0.0.1:${clientPort}`,
  };
  platform = await startPlatform(4400, variables, ['firebook']);
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  page = await context.newPage();
  complaints = listen(page);
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  server?.close();
});

let credentials = { id: '', secret: '' };
let config: oidc.Configuration;
let tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;
let subject = '';

const shownOnce = async (label: string): Promise<string> =>
  (await page.locator(`dt:has-text("${label}") + dd code`).textContent()) ?? '';

test('an administrator registers a client and is shown its secret once', async () => {
  await signUp(page, platform.origins, person);
  await page.goto(`${platform.origins.accounts}/clients`);
  await page.getByRole('button', { name: 'Register client' }).click();
  await page.getByLabel('Name').fill('Reading list');
  await page.getByLabel('Redirect addresses').fill(`${home}/callback`);
  await page.getByLabel('Addresses after sign-out').fill(`${home}/goodbye`);
  await page.getByLabel('Back-channel logout address').fill(`${home}/backchannel`);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByText('Copy the secret now').waitFor();
  credentials = { id: await shownOnce('Client ID'), secret: await shownOnce('Client secret') };
  expect(credentials.id).toMatch(/^client_/);
  expect(credentials.secret.length).toBeGreaterThan(30);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await page.getByText(credentials.id).waitFor();
  expect(await page.content()).not.toContain(credentials.secret);
});

test('discovery says what the issuer can do', async () => {
  config = await oidc.discovery(
    new URL(platform.origins.accounts),
    credentials.id,
    credentials.secret,
    oidc.ClientSecretBasic(credentials.secret),
    { execute: [oidc.allowInsecureRequests] },
  );
  expect(config.serverMetadata()).toMatchObject({
    issuer: platform.origins.accounts,
    backchannel_logout_supported: true,
    code_challenge_methods_supported: ['S256'],
  });
});

test('code with PKCE: the person is asked for what the client wants, and sent back', async () => {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${home}/callback`,
    scope,
    prompt: 'consent',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  await page.goto(url.href);
  await page.getByRole('heading', { name: 'Reading list wants to use your account' }).waitFor();
  await page.getByText('read your bookmarks').waitFor();
  await look(page, 'consent');
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.waitForURL(`${home}/callback?**`);
  tokens = await oidc.authorizationCodeGrant(config, new URL(page.url()), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  expect(tokens.scope?.split(' ').sort()).toEqual(scope.split(' ').sort());
  subject = tokens.claims()?.sub ?? '';
});

test('a person who does not allow it is sent back with access_denied', async () => {
  const verifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${home}/callback`,
    scope: 'openid',
    prompt: 'consent',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  await page.goto(url.href);
  await page.getByRole('button', { name: 'Do not allow' }).click();
  await page.waitForURL(`${home}/callback?**`);
  await expect(
    oidc.authorizationCodeGrant(config, new URL(page.url()), { pkceCodeVerifier: verifier }),
  ).rejects.toMatchObject({ error: 'access_denied' });
});

test('userinfo, and an API that holds the client to its scopes', async () => {
  const about = await oidc.fetchUserInfo(config, tokens.access_token, subject);
  expect(about).toMatchObject({ preferred_username: 'olga', email: person.email, email_verified: true });
  const api = (path: string, method = 'GET') =>
    fetch(`${platform.origins.firebook}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify({ url: 'https://example.com/' }) } : {}),
    });
  expect((await api('/bookmarks')).status).toBe(200);
  const refused = await api('/bookmarks', 'POST');
  expect([refused.status, (await refused.json()).code]).toEqual([403, 'insufficient_scope']);
});

test('refresh rotates, and introspection tells a live token from a revoked one', async () => {
  const next = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
  expect(next.refresh_token).not.toBe(tokens.refresh_token);
  const alive = await oidc.tokenIntrospection(config, next.access_token);
  expect(alive).toMatchObject({ active: true, client_id: credentials.id, sub: subject });
  await oidc.tokenRevocation(config, next.access_token);
  expect(await oidc.tokenIntrospection(config, next.access_token)).toEqual({ active: false });
  const api = await fetch(`${platform.origins.accounts}/api/v1/users/me`, {
    headers: { authorization: `Bearer ${next.access_token}` },
  });
  expect(api.status).toBe(401);
  // Whoever revokes a token means all that were made of the same consent (RFC 7009, section 2.1).
  await expect(oidc.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('who has consented once is not asked again', async () => {
  const verifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${home}/callback`,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  await page.goto(url.href);
  await page.waitForURL(`${home}/callback?**`);
  tokens = await oidc.authorizationCodeGrant(config, new URL(page.url()), { pkceCodeVerifier: verifier });
  const alive = await oidc.tokenIntrospection(config, tokens.access_token);
  expect(alive).toMatchObject({ active: true, scope: 'openid profile' });
});

/** Goes to the issuer with these wishes; `finish` gives the claims of the ID token that the way back leads to. */
const authorise = async (wishes: Record<string, string>) => {
  const verifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${home}/callback`,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...wishes,
  });
  await page.goto(url.href);
  return async (): Promise<oidc.IDToken | undefined> => {
    await page.waitForURL(`${home}/callback?**`);
    const checks = { pkceCodeVerifier: verifier, idTokenExpected: true };
    tokens = await oidc.authorizationCodeGrant(config, new URL(page.url()), checks);
    return tokens.claims();
  };
};

const givePassword = async (): Promise<void> => {
  await page.getByLabel('E-mail or username').fill(person.username);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

test('a client is told when the password was given, and gets a newer one where it asks', async () => {
  const before = Math.floor(Date.now() / 1000);
  const old = await (await authorise({ max_age: '86400' }))();
  expect(old?.auth_time).toBeLessThan(before);
  const finish = await authorise({ max_age: '1' });
  await givePassword();
  const fresh = await finish();
  expect(fresh?.sub).toBe(subject);
  expect(fresh?.auth_time).toBeGreaterThanOrEqual(before);
});

test('prompt=login is answered by a password, not by an address', async () => {
  await page.waitForTimeout(1_100);
  const finish = await authorise({ prompt: 'login' });
  await page.getByLabel('E-mail or username').waitFor();
  const back = new URL(page.url()).searchParams.get('continue') ?? '';
  await page.goto(`${platform.origins.accounts}${back}?signed-in`);
  await page.getByLabel('E-mail or username').waitFor();
  await givePassword();
  expect(await finish()).toMatchObject({ sub: subject });
});

test('a refresh token used twice at once gives one pair, and ends the session', async () => {
  const finish = await authorise({ scope, prompt: 'consent' });
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await finish();
  const refresh = () => oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
  const answers = await Promise.allSettled([refresh(), refresh()]);
  expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2);
  for (const answer of answers) {
    if (answer.status !== 'fulfilled') continue;
    expect(await oidc.tokenIntrospection(config, answer.value.access_token)).toEqual({ active: false });
  }
  await page.goto(platform.origins.accounts);
  await givePassword();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  // The consent went with the tokens that came of it.
  const again = await authorise({});
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await again();
});

test('the security page names the client among the apps of this session', async () => {
  await page.goto(`${platform.origins.accounts}/security`);
  await page.getByText('Reading list', { exact: true }).first().waitFor();
});

test('logout by the client leads back to it, ends the session, and is told by the back channel', async () => {
  const url = oidc.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: `${home}/goodbye`,
    state: 'farewell',
  });
  await page.goto(url.href);
  await page.waitForURL(`${home}/goodbye?state=farewell`);
  await expect.poll(() => logoutTokens.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const { issuer, jwks_uri: keys } = config.serverMetadata();
  const { payload } = await jwtVerify(logoutTokens[0] ?? '', createRemoteJWKSet(new URL(keys ?? '')), {
    issuer,
    audience: credentials.id,
  });
  expect(payload).toMatchObject({
    sub: subject,
    sid: expect.any(String),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
  expect(payload).not.toHaveProperty('nonce');
  const over = await oidc.tokenIntrospection(config, tokens.access_token);
  expect(over).toEqual({ active: false });
  await expect(oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  await page.goto(platform.origins.accounts);
  await page.getByLabel('E-mail or username').waitFor();
});

test('no console error on the way', () => {
  expect(complaints).toEqual([]);
});
