import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, callerOf } from './caller.ts';
import { type FixtureSite, startFixtureSite } from './fixture-site/server.ts';
import { listen, look } from './look.ts';
import { enter, makePerson } from './person.ts';
import { launchBrowser, type Platform, startPlatform } from './platform.ts';

const fixturePort = 5690;
const many = 300;
const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let site: FixtureSite;
let api: Caller;
let page: Page;
let complaints: string[] = [];
const home = (path = '/'): string => `${platform.origins.firebook}${path}`;

beforeAll(async () => {
  site = await startFixtureSite(fixturePort);
  platform = await startPlatform(
    5600,
    { OUTBOUND_ALLOW_PRIVATE: `127.0.0.1:${fixturePort}`, RATE_LIMITS: 'off' },
    ['firebook'],
  );
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  page = await context.newPage();
  complaints = listen(page);
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await site?.close();
});

const items = () => page.locator('main [data-list-item]');
const hasCount = (what: Locator, count: number): Promise<void> =>
  expect.poll(() => what.count(), { timeout: 20_000 }).toBe(count);
/** The answer to an act, or to its undo: a page that is left before it would take the call along. */
const acted = () => page.waitForResponse(/bookmarks\.bulk/);
const toast = (text: string | RegExp) => page.getByText(text).first();

/** Pastes as a person would, into what has the focus or into nothing. */
const paste = (text: string): Promise<void> =>
  page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData('text/plain', value);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);

test('empty: the library, its other views and the tags say what to do next', async () => {
  const person = await makePerson(platform.origins, 'fiona');
  api = await callerOf(platform, 'firebook', person);
  await enter(page, platform.origins, 'firebook', person);
  await page.getByRole('heading', { name: 'Nothing saved yet' }).waitFor();
  await look(page, 'firebook-empty');
  for (const [show, heading] of [
    ['favourite', 'No favourites yet'],
    ['archived', 'The archive is empty'],
    ['trash', 'The trash is empty'],
  ] as const) {
    await page.goto(home(`/?show=${show}`));
    await page.getByRole('heading', { name: heading }).waitFor();
  }
  await page.goto(home('/tags'));
  await page.getByRole('heading', { name: 'No tags yet' }).waitFor();
  await look(page, 'firebook-tags-empty');
});

test('paste several addresses: new, already there and refused are counted', async () => {
  await page.goto(home());
  await page.getByRole('button', { name: 'Paste an address' }).click();
  await paste(
    `${site.url}/article\n${site.url}/shop\n${site.url}/japanese\n${site.url}/shop?utm_source=x\nnot an address`,
  );
  await toast('3 new, 1 already there, 1 refused').waitFor();
  expect(await items().count()).toBe(3);
  await items().first().locator('img').first().waitFor({ timeout: 60_000 });
  await expect.poll(() => items().locator('img').count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  await look(page, 'firebook-few-cards');
});

test('archive and undo; list view is kept in the address and remembered', async () => {
  await page.getByRole('radio', { name: 'List' }).check();
  await page.getByRole('table', { name: 'Library' }).waitFor();
  expect(page.url()).toContain('layout=list');
  await page.goto(home());
  await page.getByRole('table', { name: 'Library' }).waitFor();
  await look(page, 'firebook-few-list');
  await page.getByRole('button', { name: /^Archive Brass desk lamp/ }).click();
  await hasCount(items(), 2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await hasCount(items(), 3);
});

test('undo of a bulk act touches only what the act changed', async () => {
  await api('POST', '/bookmarks', { url: `${site.url}/arabic`, tags: ['kept'], favourite: true });
  await hasCount(items(), 4);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Favourite', exact: true }).click();
  await toast('3 favourites more').waitFor();
  const undone = acted();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await undone;
  await page.goto(home('/?show=favourite'));
  await hasCount(items(), 1);
});

test('trash: delete, look at it there, restore', async () => {
  await page.goto(home());
  await page.getByRole('button', { name: /^Delete Brass desk lamp/ }).click();
  await hasCount(items(), 3);
  await page.getByRole('radio', { name: 'Trash' }).click();
  await page.getByRole('button', { name: /^Restore Brass desk lamp/ }).waitFor();
  await look(page, 'firebook-trash');
  await page.getByRole('button', { name: /^Restore Brass desk lamp/ }).click();
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  await toast('Restored').waitFor();
  await page.getByRole('radio', { name: 'All' }).click();
  await page.getByRole('link', { name: /^Brass desk lamp/ }).waitFor();
});

test('search as you type shows marks, pictures and tags', async () => {
  await page.goto(home());
  await items().first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('river rose');
  await page.locator('main mark').first().waitFor();
  expect(page.url()).toContain('q=river');
  await look(page, 'firebook-search');
  await page.getByRole('searchbox', { name: 'Search your library' }).fill('zzzzqqqq');
  await page.getByRole('heading', { name: /Nothing found/ }).waitFor();
  await look(page, 'firebook-search-nothing');
});

test('the item page: edit, conflict, jobs', async () => {
  const { items: found } = await api<{ items: { id: string; title: string }[] }>('GET', '/bookmarks');
  const { id } = found.find(({ title }) => title.startsWith('The river')) ?? { id: '' };
  await page.goto(home(`/b/${id}`));
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await look(page, 'firebook-item');
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('My own title');
  await api('PUT', `/bookmarks/${id}`, { title: 'Changed elsewhere' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('There: Changed elsewhere').waitFor();
  expect(await title.inputValue()).toBe('My own title');
  await look(page, 'firebook-item-conflict');
  await page.getByRole('button', { name: 'Save mine' }).click();
  await page.getByRole('heading', { name: 'My own title' }).waitFor();
  await page.getByRole('button', { name: 'Retry Metadata' }).click();
  await expect
    .poll(
      async () =>
        (await api<{ jobs: { metadata: { state: string } } }>('GET', `/bookmarks/${id}`)).jobs.metadata.state,
      { timeout: 30_000 },
    )
    .toBe('done');
  await page.getByRole('heading', { name: 'My own title' }).waitFor();
});

test('very long words stay in their place', async () => {
  const { id } = await api<{ id: string }>('POST', '/bookmarks', {
    url: `${site.url}/no-title?${longWord}`,
    title: longWord,
    description: longWord,
    tags: [longWord.slice(0, 60)],
  });
  await page.goto(home('/?layout=cards'));
  await items().first().waitFor();
  await look(page, 'firebook-long-cards');
  await page.goto(home('/?layout=list'));
  await items().first().waitFor();
  await look(page, 'firebook-long-list');
  await page.goto(home(`/b/${id}`));
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await look(page, 'firebook-long-item');
});

test('tags: search, rename into one that exists, delete, open in the library', async () => {
  for (const [path, tag] of [
    ['picture.png', 'merge me'],
    ['drawing.svg', 'gone soon'],
  ] as const)
    await api('POST', '/bookmarks', { url: `${site.url}/${path}`, tags: [tag] });
  await page.goto(home('/tags'));
  await page.getByRole('link', { name: 'merge me' }).waitFor();
  await look(page, 'firebook-tags');
  await page.getByRole('button', { name: 'Rename merge me' }).click();
  await page.getByLabel('New name').fill('Kept');
  await page.getByText('There is a tag kept already').waitFor();
  await look(page, 'firebook-tags-merge');
  await page.getByRole('button', { name: 'Merge' }).click();
  await hasCount(page.getByRole('link', { name: 'merge me' }), 0);
  await page.getByRole('button', { name: 'Delete gone soon' }).click();
  await page.getByText('It is taken off 1 bookmark.').waitFor();
  await page.getByRole('button', { name: 'Delete tag' }).click();
  await hasCount(page.getByRole('link', { name: 'gone soon' }), 0);
  await page.getByRole('link', { name: 'kept' }).click();
  await page.getByRole('button', { name: 'No longer only kept' }).waitFor();
  await hasCount(items(), 2);
});

test('many: thousands would scroll, only those in sight are drawn, the rest loads by scrolling', async () => {
  const batch = 10;
  for (let n = 0; n < many; n += batch)
    await Promise.all(
      Array.from({ length: batch }, (_, k) =>
        api('POST', '/bookmarks', { url: `${site.url}/missing?n=${n + k}`, title: `Page ${n + k}` }),
      ),
    );
  for (const layout of ['list', 'cards']) {
    await page.goto(home(`/?layout=${layout}&sort=title`));
    await items().first().waitFor();
    await look(page, `firebook-many-${layout}`);
    await expect
      .poll(
        async () => {
          await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
          return page.getByText('The river').or(page.getByText('川の水')).first().isVisible();
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    expect(await items().count()).toBeLessThan(150);
  }
}, 400_000);

test('keys: j and x select, the overlay lists them', async () => {
  await page.goto(home('/?layout=list&sort=title'));
  await items().first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();
  await look(page, 'firebook-selection');
  await page.getByRole('button', { name: 'Add tags' }).click();
  const panel = page.getByRole('dialog', { name: 'Add tags' });
  await panel.getByRole('combobox').fill('fresh');
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Add tags' }).click();
  await toast('Tagged fresh').waitFor();
  await page.getByRole('button', { name: 'Take tag off' }).click();
  await page.getByRole('menuitem', { name: 'fresh' }).click();
  await toast('fresh taken off').waitFor();
  await page.locator('main').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await look(page, 'firebook-keys');
});

test('no console error on the way', () => {
  // A refused address and a conflict are asked for above; the browser notes each answer that is no success.
  expect(complaints.filter((one) => !/status of (?:409|422)/.test(one))).toEqual([]);
});
