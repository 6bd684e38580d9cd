import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, look } from './look.ts';
import { enter, makePerson } from './person.ts';
import { launchBrowser, type Platform, startPlatform } from './platform.ts';

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  platform = await startPlatform(5_100, {}, ['intervalai']);
  browser = await launchBrowser();
  const person = await makePerson(platform.origins, 'ines');
  const context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  page = await context.newPage();
  complaints = listen(page);
  await enter(page, platform.origins, 'intervalai', person);
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

const row = (term: string) => page.getByRole('row').filter({ hasText: term });

test('the first screen asks for a word; a sample comes and goes', async () => {
  await page.goto(`${platform.origins.intervalai}/trash`);
  await page.getByText('The trash is empty').waitFor();
  await look(page, 'words-trash-empty');
  await page.goto(platform.origins.intervalai);
  await page.getByText('No words yet').waitFor();
  await look(page, 'words-empty');
  await page.getByRole('button', { name: 'Load a sample deck' }).click();
  await row('der Bahnhof').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('No words yet').waitFor();
});

test('quick add: word, translation, Enter, and the next one', async () => {
  await page.getByRole('textbox', { name: 'Word', exact: true }).fill('die Wolke');
  await page.getByLabel('Translation').fill('cloud; nebula');
  await page.getByLabel('Translation').press('Enter');
  await page.getByText('Choose the language of the word').waitFor();
  await page.getByLabel('Language').fill('Ger');
  await page.getByRole('option', { name: 'German', exact: true }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await row('die Wolke').waitFor();
  await page.getByRole('textbox', { name: 'Word', exact: true }).fill('der Regen');
  await page.getByLabel('Translation').fill('rain');
  await page.getByLabel('Translation').press('Enter');
  await row('der Regen').waitFor();
  expect(await row('die Wolke').textContent()).toContain('cloud, nebula');
  await look(page, 'words-few');
});

test('⌘K offers to add a word, and leaves the cursor in the field', async () => {
  for (const start of ['/', '/decks']) {
    await page.goto(platform.origins.intervalai + start);
    await page.getByRole('button', { name: 'Search or jump to' }).first().waitFor();
    const add = page.getByRole('dialog').getByRole('option', { name: 'Add word' });
    // A key that comes before the page listens is nobody's.
    const offered = async (): Promise<number> => {
      if ((await page.getByRole('dialog').count()) === 0) await page.keyboard.press('Control+k');
      return add.count();
    };
    await expect.poll(offered, { timeout: 10_000 }).toBe(1);
    await add.click();
    await page.locator('[data-quick-add]:focus').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  }
});

test('the same word again is offered to be opened', async () => {
  await page.getByRole('textbox', { name: 'Word', exact: true }).fill('der Regen');
  await page.getByLabel('Translation').fill('shower');
  await page.getByLabel('Translation').press('Enter');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Context').fill('Der Regen hört nicht auf.');
  await look(page, 'word', { only: [375, 1_024] });
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('“der Regen” is saved').waitFor();
  await page.getByRole('dialog', { name: 'der Regen', exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Word', exact: true }).fill('');
  await page.getByLabel('Translation').fill('');
});

test('search stands in the address, and finds without accents', async () => {
  await page.getByLabel('Search words').fill('WOLK');
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('WOLK');
  await expect.poll(() => row('der Regen').count()).toBe(0);
  await page.getByLabel('Search words').fill('nothing like it');
  await page.getByText('Nothing found for').waitFor();
  await page.getByLabel('Search words').fill('');
  await row('der Regen').waitFor();
});

test('many at once: select, delete, undo', async () => {
  await row('der Regen').getByRole('checkbox').check();
  await row('die Wolke').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('2 words deleted').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('die Wolke').waitFor();
  await row('der Regen').waitFor();
});

test('decks: make one, delete it, undo', async () => {
  await page.goto(`${platform.origins.intervalai}/decks`);
  await page.getByText('My words').waitFor();
  await page.getByRole('button', { name: 'New deck' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Travel');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Travel' }).waitFor();
  await look(page, 'decks');
  await page.getByRole('button', { name: 'Delete My words' }).click();
  await page.getByText('is in the trash with 2 words').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'My words' }).click();
  await row('die Wolke').waitFor();
});

test('the trash gives back decks and words', async () => {
  await page.goto(`${platform.origins.intervalai}/decks`);
  await page.getByRole('button', { name: 'Delete Travel' }).click();
  await page.getByText('is in the trash').waitFor();
  await page.goto(platform.origins.intervalai);
  await row('der Regen').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('1 word deleted').waitFor();
  await page.goto(`${platform.origins.intervalai}/trash`);
  await row('der Regen').waitFor();
  await page.getByRole('button', { name: 'Restore Travel' }).waitFor();
  await look(page, 'words-trash');
  await page.getByRole('button', { name: 'Restore der Regen' }).click();
  await page.getByText('1 word is back').waitFor();
  await page.getByRole('button', { name: 'Restore Travel' }).click();
  // The sample that was undone stays.
  await page.getByRole('button', { name: 'Restore Travel' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: /^Restore / }).count()).toBe(1);
  await page.goto(platform.origins.intervalai);
  await row('der Regen').waitFor();
});

test('words are found from the palette of every app', async () => {
  await page.keyboard.press('Control+k');
  await page
    .getByRole('combobox', { name: /search/i })
    .last()
    .fill('wolke');
  await page.getByRole('option', { name: /die Wolke/ }).waitFor();
  await page.keyboard.press('Escape');
});

test('no console error on the way', () => {
  // The form asks with what was left out, and with a word that is there: the browser notes the refusals.
  expect(complaints.filter((text) => !/status of (409|422)/.test(text))).toEqual([]);
});
