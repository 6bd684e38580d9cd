import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFixtureSite } from './fixture-site/server.ts';
import { launchBrowser, type Platform, root, startPlatform } from './platform.ts';

const fixturePort = 4390;
const person = { email: 'anna@example.com', username: 'anna', password: 'seven green otters' };
const pictures = join(root, 'test-results', 'pages');

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let site: Awaited<ReturnType<typeof startFixtureSite>>;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  site = await startFixtureSite(fixturePort, '127.0.0.1');
  platform = await startPlatform(4300, { OUTBOUND_ALLOW_PRIVATE: `127.0.0.1:${fixturePort}` });
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()} ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`));
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await site?.close();
});

/** Looks at a page as a picture in both themes and two widths, and lets axe look at it too. */
const look = async (name: string): Promise<void> => {
  for (const [width, theme] of [
    [1_024, 'light'],
    [375, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 768 });
    await page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
    }, theme);
    await page.screenshot({ path: join(pictures, `${name}-${width}-${theme}.png`) });
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(sideways, `${name} scrolls sideways at ${width}`).toBe(false);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${name} ${theme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.setViewportSize({ width: 1_024, height: 768 });
};

const mailTo = async (to: string): Promise<string> => {
  const answer = await fetch(`${platform.origins.accounts}/api/dev/inbox?to=${encodeURIComponent(to)}`);
  const { items }: { items: { text: string }[] } = await answer.json();
  return items[0]?.text ?? '';
};

test('sign up, and confirm the address by the button of the mail', async () => {
  const { accounts } = platform.origins;
  await page.goto(`${accounts}/signup`);
  await look('sign-up');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Username').fill(person.username);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('Look into your mail').waitFor();
  await expect.poll(() => mailTo(person.email), { timeout: 20_000 }).toContain('/verify?token=');
  const link = /http\S+\/verify\?token=\S+/.exec(await mailTo(person.email))?.[0] ?? '';
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm address' }).click();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  await look('dashboard');
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
  await look('library-empty');
  await page.getByLabel('Address to save').fill(`http://127.0.0.1:${fixturePort}/article`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const card = page.locator('[data-list-item]').first();
  await card.locator('img').waitFor({ timeout: 60_000 });
  await look('library-one');
  await card.getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await expect
    .poll(() => page.getByText('Done', { exact: true }).count(), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(6);
  await look('item');
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
  await look('sign-in');
});

test('no console error on the way', () => {
  expect(complaints).toEqual([]);
});
