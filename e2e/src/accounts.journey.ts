import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, look } from './look.ts';
import { type Person, personOf, signUp } from './person.ts';
import { launchBrowser, type Platform, root, startPlatform } from './platform.ts';

const admin = personOf('olga');
const person = personOf('anna');
const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let boss: Page;
let anna: Page;
const complaints: string[][] = [];

const someone = async (who: Person): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  complaints.push(listen(page));
  await signUp(page, platform.origins, who);
  return page;
};

const at = (path: string): string => `${platform.origins.accounts}${path}`;

const signIn = async ({ email, password }: Person): Promise<string> => {
  const answer = await fetch(at('/api/v1/auth/signin'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'curl/8.5.0' },
    body: JSON.stringify({ email, password }),
  });
  const { accessToken }: { accessToken: string } = await answer.json();
  return accessToken;
};

beforeAll(async () => {
  platform = await startPlatform(4400, { ADMIN_EMAILS: admin.email }, ['firebook', 'codetalk']);
  browser = await launchBrowser();
  boss = await someone(admin);
  anna = await someone(person);
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

test('dashboard: an empty one with a next action each, and one with what is new', async () => {
  await anna.getByText('Hello, anna').waitFor();
  await anna.getByRole('link', { name: 'Save a page' }).waitFor();
  await look(anna, 'accounts-dashboard-empty', { full: true });
  await index(['A page that was kept', longWord, 'Third', 'Fourth', 'Fifth', 'Sixth']);
  await anna.reload();
  await anna.getByText('6 bookmarks').waitFor();
  expect(await anna.getByRole('list', { name: 'Newest in FireBook' }).getByRole('listitem').count()).toBe(5);
  await look(anna, 'accounts-dashboard', { full: true });
});

/** Puts documents of anna's into the search index, as an administrator may. */
const index = async (titles: string[]): Promise<void> => {
  const token = await signIn(admin);
  const me = await fetch(at('/api/v1/users/me'), {
    headers: { authorization: `Bearer ${await signIn(person)}` },
  });
  const { id: owner }: { id: string } = await me.json();
  for (const [n, title] of titles.entries()) {
    const answer = await fetch(at('/api/v1/search/index'), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        app: 'firebook',
        type: 'bookmark',
        id: `d${n}`,
        owner: `user:${owner}`,
        readers: [`user:${owner}`],
        title,
        body: 'Text',
        url: platform.origins.firebook,
      }),
    });
    expect(answer.status).toBe(202);
  }
};

test('profile: names, a picture with its removal, and the public page', async () => {
  await anna.goto(at('/profile'));
  await look(anna, 'accounts-profile', { full: true });
  await anna.getByLabel('First name').fill('Anna');
  await anna.getByLabel('Last name').fill(longWord.slice(0, 80));
  await anna.getByLabel('Bio').fill('Teaches, reads,\nand keeps bees.');
  await anna.getByLabel('Website').fill('not an address');
  await anna.getByRole('button', { name: 'Save profile' }).click();
  await anna.getByText('A web address that begins with').waitFor();
  await anna.getByLabel('Website').fill('https://example.com/anna');
  await anna.getByRole('button', { name: 'Save profile' }).click();
  await anna.getByText('Your profile is saved').waitFor();
  const file = join(root, 'test-results', 'face.png');
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3366aa' } }).toFile(file);
  await anna.locator('input[type=file]').setInputFiles(file);
  await anna.getByText('Your picture is set').waitFor();
  await look(anna, 'accounts-profile-filled', { full: true });
  await boss.goto(at('/u/anna'));
  await boss.getByText('and keeps bees.').waitFor();
  expect(await boss.locator('main img').first().evaluate(naturalWidth)).toBe(256);
  await look(boss, 'accounts-person');
  await anna.getByRole('button', { name: 'Remove', exact: true }).click();
  await anna.getByText('Your picture is removed').waitFor();
  expect((await boss.goto(at('/u/nobody')))?.status()).toBe(404);
});

const naturalWidth = (element: Element): number =>
  element instanceof HTMLImageElement ? element.naturalWidth : 0;

test('preferences: each change is kept; what is critical is locked', async () => {
  await anna.goto(at('/preferences'));
  await anna.getByLabel('Time zone').fill('Lisbon');
  await anna.getByRole('option', { name: 'Europe/Lisbon' }).click();
  await anna.getByLabel('Keep quiet every day').check();
  const rooms = anna.getByLabel('Room invitations: E-mail');
  await rooms.uncheck();
  expect(await anna.getByLabel('Security notices: E-mail').isDisabled()).toBe(true);
  await anna.getByText('In your time zone, Europe/Lisbon.').waitFor();
  await look(anna, 'accounts-preferences', { full: true });
  await expect
    .poll(async () => {
      await anna.reload();
      return rooms.isChecked();
    })
    .toBe(false);
  expect(await anna.getByLabel('From').inputValue()).toBe('22:00');
});

test('security: end a session, change the password, read the log', async () => {
  await signIn(person);
  await anna.goto(at('/security'));
  await anna.getByText('This one').waitFor();
  await look(anna, 'accounts-security', { full: true });
  await anna
    .getByRole('button', { name: /End the session of/ })
    .first()
    .click();
  await look(anna, 'accounts-security-confirm');
  await anna.getByRole('alertdialog').getByRole('button', { name: 'End' }).click();
  await anna.getByText('The session is ended').waitFor();
  await anna.getByRole('button', { name: 'Change password' }).click();
  await anna.getByLabel('Current password').fill('wrong otters');
  await anna.getByLabel('New password').fill('eight brown otters');
  await anna.getByRole('button', { name: 'Change password' }).click();
  await anna.getByText('This is not your current password.').waitFor();
  await anna.getByLabel('Current password').fill(person.password);
  await anna.getByRole('button', { name: 'Change password' }).click();
  await anna.getByText('Your password is changed').waitFor();
  await anna.getByText('Password changed', { exact: true }).waitFor();
});

test('tokens: made with chosen scopes, shown once, revoked', async () => {
  await anna.goto(at('/tokens'));
  await look(anna, 'accounts-tokens-empty');
  await anna.getByRole('button', { name: 'New token' }).click();
  await anna.getByRole('button', { name: 'Make token' }).click();
  await anna.getByText('Choose at least one scope.').waitFor();
  await anna.getByLabel('Name').fill('Backup script');
  await anna.getByLabel('Bookmarks: Read').check();
  await look(anna, 'accounts-tokens-create');
  await anna.getByRole('button', { name: 'Make token' }).click();
  await anna.getByText('Copy your token now').waitFor();
  const token = (await anna.getByRole('dialog').locator('code').textContent()) ?? '';
  await look(anna, 'accounts-tokens-once');
  const ask = () =>
    fetch(`${platform.origins.firebook}/api/v1/bookmarks`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);
  await anna.getByRole('button', { name: 'I have copied it' }).click();
  await look(anna, 'accounts-tokens');
  await anna.getByRole('button', { name: 'Revoke Backup script' }).click();
  await anna.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await anna.getByText('No token yet').waitFor();
  await expect.poll(async () => (await ask()).status, { timeout: 31_000 }).toBe(401);
});

test('inbox: empty in both views, which stand in the address', async () => {
  await anna.goto(at('/inbox'));
  await anna.getByText('Nothing here yet').waitFor();
  await look(anna, 'accounts-inbox-empty');
  await anna.getByRole('radio', { name: 'Unread' }).click();
  await anna.waitForURL('**/inbox?show=unread');
  await anna.getByText('All read').waitFor();
  await anna.goBack();
  await anna.getByText('Nothing here yet').waitFor();
});

/** Invites anna to a room of the administrator's, as Code Talk's own page would. */
const invite = async (title: string): Promise<void> => {
  const headers = { authorization: `Bearer ${await signIn(admin)}`, 'content-type': 'application/json' };
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${platform.origins.codetalk}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
  const found = await fetch(at('/api/v1/users/search?q=anna'), { headers });
  const { items }: { items: { id: string }[] } = await found.json();
  const { id }: { id: string } = await (await post('/rooms', { title })).json();
  const invited = await post(`/rooms/${id}/invites`, { userId: items[0]?.id, role: 'editor' });
  expect(invited.status, await invited.clone().text()).toBe(201);
};

test('inbox: what comes in appears by itself, is read one by one and all at once', async () => {
  await anna.goto(at('/inbox'));
  await anna.getByText('Nothing here yet').waitFor();
  for (const title of ['Compilers', longWord, 'Garbage collection']) await invite(title);
  const lines = anna.getByRole('list', { name: 'Inbox' }).getByRole('listitem');
  await expect.poll(() => lines.count(), { timeout: 10_000 }).toBe(3);
  await anna.getByRole('button', { name: 'Notifications, 3 unread' }).waitFor();
  await look(anna, 'accounts-inbox');
  await anna.getByRole('button', { name: /^Mark as read:.*Compilers/ }).click();
  await anna.getByRole('radio', { name: 'Unread, 2' }).click();
  await expect.poll(() => lines.count()).toBe(2);
  await anna.goto(at('/'));
  await anna.getByText('Garbage collection').first().waitFor();
  await look(anna, 'accounts-dashboard-unread');
  await anna.goto(at('/inbox?show=unread'));
  await anna.getByRole('button', { name: 'Mark all as read' }).click();
  await anna.getByText('All read').waitFor();
});

test('no link leads to another site after sign-in', async () => {
  const to = encodeURIComponent('/\t/evil.example');
  const answer = await anna.request.get(at(`/signin?continue=${to}`), { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([307, '/']);
});

test('the profile menu is named after the person, leads to their pages and signs out', async () => {
  await anna.getByRole('button', { name: /^Anna / }).click();
  for (const name of ['Profile', 'Preferences', 'Security', 'Inbox', 'Sign out'])
    await anna.getByRole('menuitem', { name, exact: true }).waitFor();
  await look(anna, 'accounts-profile-menu', { only: [1_024] });
  await anna.keyboard.press('Escape');
});

test('what is for administrators is not there for anybody else', async () => {
  for (const path of ['/operations', '/operations/runs', '/operations/dead-letters', '/clients'])
    expect((await anna.goto(at(path)))?.status(), path).toBe(404);
  await anna.getByText('There is nothing at this address').waitFor();
  await look(anna, 'accounts-not-found');
});

test('operations: ports, outbox, runs, dead letters, clients', { timeout: 300_000 }, async () => {
  await boss.goto(at('/operations'));
  await boss.getByText('Answers').first().waitFor();
  expect(await boss.getByText('Fails', { exact: true }).count()).toBe(0);
  await look(boss, 'accounts-operations', { full: true });
  await boss.goto(at('/operations/runs'));
  await boss.getByRole('link', { name: 'accounts-send-message' }).first().waitFor();
  await look(boss, 'accounts-runs');
  await boss.getByLabel('App', { exact: true }).selectOption('intervalai');
  await boss.getByText('No run like this').waitFor();
  await boss.waitForURL('**/operations/runs?app=intervalai');
  await boss.goBack();
  await boss.getByRole('link', { name: 'accounts-send-message' }).first().click();
  await boss.getByText('deliver', { exact: true }).waitFor();
  await look(boss, 'accounts-run', { full: true });
  await boss.goto(at('/operations/dead-letters'));
  await boss.getByText('No dead letter').waitFor();
  await look(boss, 'accounts-dead-letters');
  await boss.goto(at('/clients'));
  await boss.getByText('No client yet').waitFor();
  await look(boss, 'accounts-clients-empty');
});

test('the dev inbox: by recipient, as it looks and as text', async () => {
  await boss.goto(at('/dev/inbox'));
  await look(boss, 'accounts-dev-inbox');
  await boss.getByLabel('Recipient').fill(person.email);
  await boss.keyboard.press('Enter');
  await boss.waitForURL(`**/dev/inbox?to=${encodeURIComponent(person.email)}`);
  await boss.getByText('Your password was changed').first().waitFor();
  const frame = boss.frameLocator('iframe');
  await frame.getByText('your other sessions were ended').last().waitFor();
  await boss.getByRole('radio', { name: 'Text' }).click();
  await boss.locator('article pre').getByText('your other sessions were ended').waitFor();
  await boss.getByLabel('Recipient').fill('nobody@example.com');
  await boss.keyboard.press('Enter');
  await boss.getByText('No message to “nobody@example.com”').waitFor();
});

test('the design system: every component, in both themes', { timeout: 300_000 }, async () => {
  await boss.goto(at('/design'));
  await boss.getByRole('heading', { name: 'Shell', exact: true }).waitFor();
  await look(boss, 'accounts-design', { full: true });
});

test('no console error on the way', () => {
  const expected = /status of 4(01|04|22)/;
  expect(complaints.flat().filter((line) => !expected.test(line))).toEqual([]);
});
