import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFixtureSite } from './fixture-site/server.ts';
import { listen, look } from './look.ts';
import { personOf, signUp } from './person.ts';
import { launchBrowser, type Platform, startPlatform } from './platform.ts';

const fixturePort = 4390;
const person = personOf('anna');

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let site: Awaited<ReturnType<typeof startFixtureSite>>;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  site = await startFixtureSite(fixturePort, '127.0.0.1');
  platform = await startPlatform(4300, { OUTBOUND_ALLOW_PRIVATE: `127.0.0.1:${fixturePort}` });
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  page = await context.newPage();
  complaints = listen(page);
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await site?.close();
});

test('sign up, and confirm the address by the button of the mail', async () => {
  const { accounts } = platform.origins;
  await page.goto(`${accounts}/signup`);
  await look(page, 'sign-up');
  await signUp(page, platform.origins, person);
  await look(page, 'dashboard');
});

test('open all four apps with no further password', async () => {
  for (const app of ['educationelly', 'codetalk', 'firebook', 'intervalai'] as const) {
    await page.goto(platform.origins[app]);
    await page.getByRole('button', { name: 'Continue as anna' }).click();
    await page.waitForURL(`${platform.origins[app]}/**`);
    await page.getByRole('button', { name: /anna/ }).waitFor();
  }
});

test('save a page: title and screenshot arrive by themselves', async () => {
  await page.goto(platform.origins.firebook);
  await page.getByText('Nothing saved yet').waitFor();
  await look(page, 'library-empty');
  await page.getByLabel('Address to save').fill(`http://127.0.0.1:${fixturePort}/article`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const card = page.locator('[data-list-item]').first();
  await card.locator('img').waitFor({ timeout: 60_000 });
  await look(page, 'library-one');
  await card.getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await expect
    .poll(() => page.getByText('Done', { exact: true }).count(), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(6);
  await look(page, 'item');
});

test('sign out in one: every other asks to sign in, and its token is refused', async () => {
  const { accounts, firebook, codetalk, educationelly, intervalai } = platform.origins;
  const signedIn = await fetch(`${accounts}/api/v1/auth/signin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  const { accessToken, refreshToken }: { accessToken: string; refreshToken: string } = await signedIn.json();
  const refresh = () =>
    fetch(`${accounts}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
    });
  expect((await refresh()).status).toBe(200);
  const again = await refresh();
  expect([again.status, (await again.json()).code]).toEqual([401, 'token_reused']);
  const asked = await fetch(`${firebook}/api/v1/users/me`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(asked.status).toBe(401);

  await page.goto(codetalk);
  await page.getByRole('button', { name: /anna/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('You are signed out').waitFor();
  for (const origin of [firebook, educationelly, intervalai, accounts]) {
    await page.goto(origin);
    await page.getByLabel('E-mail or username').waitFor({ timeout: 31_000 });
  }
  await look(page, 'sign-in');
});

test('no console error on the way', () => {
  expect(complaints).toEqual([]);
});
