import { setTimeout } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from './look.ts';
import { enter, makePerson } from './person.ts';
import { launchBrowser, type Platform, type Site, startPlatform } from './platform.ts';

const admin = { username: 'stella', email: 'stella@example.com' };
/** Pages that ask for something once they are there; the others come with all of it. */
const pages: readonly (readonly [Site, string, string])[] = [
  ['accounts', '/', 'dashboard'],
  ['accounts', '/inbox', 'inbox'],
  ['accounts', '/security', 'security'],
  ['accounts', '/operations', 'operations'],
  ['accounts', '/operations/runs', 'runs'],
  ['accounts', '/operations/dead-letters', 'dead-letters'],
  ['educationelly', '/', 'students'],
  ['codetalk', '/', 'rooms'],
  ['firebook', '/', 'library'],
  ['firebook', '/tags', 'tags'],
  ['intervalai', '/', 'words'],
  ['intervalai', '/decks', 'decks'],
  ['intervalai', '/trash', 'trash'],
];
const widths = { only: [375, 1_024] } as const;
const calls = /\/api\/trpc\/(?!live)/;

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Page;

beforeAll(async () => {
  platform = await startPlatform(5_500, { ADMIN_EMAILS: admin.email });
  browser = await launchBrowser();
  const person = await makePerson(platform.origins, admin.username);
  const context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  page = await context.newPage();
  for (const app of ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'] as const)
    await enter(page, platform.origins, app, person);
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

const main = () => page.locator('main');

test.each(pages)('%s %s while its data is on the way, and when it does not come', async (app, path, name) => {
  const held: Route[] = [];
  let holds = true;
  await page.route(calls, (route) => (holds ? void held.push(route) : route.abort()));
  await page.goto(platform.origins[app] + path);
  await main().first().waitFor();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await look(page, `state-${app}-${name}-loading`, widths);

  holds = false;
  for (const route of held) await route.abort();
  const again = main().getByRole('button', { name: 'Try again' }).first();
  await again.waitFor();
  await look(page, `state-${app}-${name}-failed`, widths);

  // Slower than the presses: one in a hurry must not start it anew each time.
  await page.unrouteAll();
  await page.route(calls, async (route) => {
    await setTimeout(400);
    await route.continue();
  });
  const pressUntilGone = async (): Promise<number> => {
    // It may go between the look and the press, and takes none while it tries.
    if (await again.isVisible()) await again.click({ force: true, timeout: 500 }).catch(() => undefined);
    return again.count();
  };
  await expect.poll(pressUntilGone, { timeout: 15_000 }).toBe(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('the server draws each page into its first answer: its title stands before any script', async () => {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ storageState, javaScriptEnabled: false });
  const still = await context.newPage();
  for (const [app, path] of pages) {
    await still.goto(platform.origins[app] + path);
    await expect.soft(still.locator('main h1').isVisible(), `${app} ${path}`).resolves.toBe(true);
  }
  await context.close();
});

test('while another try hangs, the way to other pages stays open', async () => {
  let holds = false;
  await page.route(calls, (route) => (holds ? undefined : route.abort()));
  await page.goto(platform.origins.accounts);
  const again = main().getByRole('button', { name: 'Try again' });
  await again.waitFor();
  holds = true;
  await again.click();
  await main().locator('button[aria-busy="true"]').waitFor();
  await page.getByRole('link', { name: 'Profile', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor({ timeout: 10_000 });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('a page that cannot be drawn says so, and another try draws it', async () => {
  await page.route(/\/api\/trpc\/\S*rooms\.list/, (route) => {
    const asked = new URL(route.request().url()).pathname.split(',');
    return route.fulfill({ json: asked.map(() => ({ result: { data: { items: [null] } } })) });
  });
  await page.goto(platform.origins.codetalk);
  await page.getByRole('alert').first().waitFor();
  await look(page, 'state-codetalk-broken');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('You are in no room yet').waitFor();
});
