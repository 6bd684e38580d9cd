import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from './look.ts';
import { accessToken, enter, mailTo, makePerson, type Person } from './person.ts';
import { launchBrowser, type Platform, startPlatform } from './platform.ts';

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Page;
let ines: Person;
const complaints: string[] = [];

const open = async (): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({ viewport: { width: 1_024, height: 900 } });
  const made = await context.newPage();
  made.on('console', (message) => {
    // A conflict that a test asks for is in the console too.
    const wanted = /status of 409\b/.test(message.text());
    if (message.type() === 'error' && !wanted) complaints.push(`${made.url()} ${message.text()}`);
  });
  made.on('pageerror', (error) => complaints.push(`${made.url()} ${error.message}`));
  return { context, page: made };
};

beforeAll(async () => {
  platform = await startPlatform(6_400);
  browser = await launchBrowser();
  page = (await open()).page;
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

const rows = () => page.locator('[data-list-item]');
const named = (name: string) => rows().filter({ hasText: name });

test('the first screen is an empty list with the next step; a sample comes and goes', async () => {
  ines = await makePerson(platform.origins, 'ines');
  await enter(page, platform.origins, 'educationelly', ines);
  await page.getByText('No students yet').waitFor();
  await look(page, 'students-empty');
  await page.getByRole('button', { name: 'Load a sample' }).click();
  await page.getByText('sample students loaded').waitFor();
  await rows().first().waitFor();
  await look(page, 'students-sample');
  await page.getByRole('button', { name: 'Remove the sample' }).click();
  await page.getByText('No students yet').waitFor();
});

const add = async (given: string, family: string, localId: string, grade: string): Promise<void> => {
  await page.getByRole('link', { name: 'Add student' }).first().click();
  await page.getByLabel('Given name').fill(given);
  await page.getByLabel('Family name').fill(family);
  await page.getByLabel('Date of birth').fill('2014-05-06');
  await page.getByLabel('Local ID').fill(localId);
  await page.getByLabel('School *').fill('Maple Grove Elementary');
  await page.getByLabel('Grade').selectOption(grade);
  await page.getByRole('combobox', { name: 'Native language' }).fill('spanish');
  await page.getByRole('option', { name: 'Spanish spa', exact: true }).click();
};

test('a form says by each field what is missing, then adds the student', async () => {
  await page.getByRole('link', { name: 'Add student' }).first().click();
  await page.getByLabel('Given name').waitFor();
  await look(page, 'student-new');
  await page.getByRole('button', { name: 'Add student' }).click();
  await expect.poll(() => page.getByText('This is needed.').count()).toBe(7);
  await look(page, 'student-new-errors');
  await page.getByRole('link', { name: 'Students', exact: true }).first().click();
  await add('Ana', 'García Márquez', 'A-1', '5');
  await page.getByRole('button', { name: 'Add student' }).click();
  await page.getByRole('heading', { name: 'Ana García Márquez' }).waitFor();
  await page.goBack();
  await page.goto(`${platform.origins.educationelly}/`);
  await add('Tou', 'Xiong', 'A-2', 'K');
  await page.getByRole('button', { name: 'Add student' }).click();
  await page.getByRole('heading', { name: 'Tou Xiong' }).waitFor();
});

test('the same local ID again leads to the student who has it', async () => {
  await page.goto(platform.origins.educationelly);
  await add('Other', 'Person', 'A-2', 'K');
  await page.getByRole('button', { name: 'Add student' }).click();
  await page.getByRole('link', { name: 'Open that student' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.getByRole('heading', { name: 'Tou Xiong' }).waitFor();
});

test('a decision makes the status; the record fits one screen and one printed page', async () => {
  await page.getByText('No decision recorded yet').waitFor();
  await page.getByRole('button', { name: 'Record a decision' }).click();
  await page.getByRole('dialog').getByLabel('Status').selectOption('served');
  await page.getByRole('dialog').getByLabel('From').fill('2023-09-01');
  await page.getByRole('dialog').getByLabel('Decision').fill('WIDA Screener 2.1; parents agreed.');
  await page.getByRole('button', { name: 'Save decision' }).click();
  await page.getByRole('list', { name: 'EL status' }).getByText('WIDA Screener 2.1').waitFor();
  await page.getByText('Changed the record').first().waitFor();
  await look(page, 'student');
  const pdf = await page.pdf({ format: 'Letter' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('filter, search and sort live in the address', async () => {
  await page.goto(platform.origins.educationelly);
  await rows().nth(1).waitFor();
  await page.getByLabel('Grade', { exact: true }).selectOption('K');
  await expect.poll(() => rows().count()).toBe(1);
  await named('Xiong').waitFor();
  expect(page.url()).toContain('grade=K');
  await page.goBack();
  await expect.poll(() => rows().count()).toBe(2);
  await page.getByLabel('Search by name or ID').fill('garcia');
  await expect.poll(() => rows().count()).toBe(1);
  await named('García').waitFor();
  await page.getByLabel('Search by name or ID').fill('nobody');
  await page.getByText('No student matches').waitFor();
  await look(page, 'students-nothing-found');
  await page.getByLabel('Search by name or ID').fill('');
  await page.getByRole('button', { name: 'Updated' }).click();
  await expect.poll(() => page.url()).toContain('sort=-updatedAt');
  await expect.poll(() => rows().first().textContent()).toContain('Xiong');
});

test('an edit is kept; one that met another shows what changed and keeps what was typed', async () => {
  await page.goto(platform.origins.educationelly);
  await named('Xiong').getByRole('link').click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Gender').fill('boy');
  const id = page.url().split('/students/')[1]?.split('/')[0] ?? '';
  const token = await accessToken(platform.origins, ines);
  const url = `${platform.origins.educationelly}/api/v1/students/${id}`;
  const bearer = { authorization: `Bearer ${token}` };
  const seen = await fetch(url, { headers: bearer });
  const { version }: { version: number } = await seen.json();
  const put = (match: Record<string, string>) =>
    fetch(url, {
      method: 'PUT',
      headers: { ...bearer, ...match, 'content-type': 'application/json' },
      body: JSON.stringify({ stateId: 'ST-77' }),
    });
  expect((await put({})).status).toBe(428);
  expect((await put({ 'if-match': `"${version}"` })).status).toBe(200);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('State ID: now “ST-77”').waitFor();
  expect(await page.getByLabel('Gender').inputValue()).toBe('boy');
  await look(page, 'student-conflict');
  await page.getByRole('button', { name: 'Take their changes' }).click();
  expect(await page.getByLabel('State ID').inputValue()).toBe('ST-77');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Changes saved').waitFor();
  await page.getByText('boy', { exact: true }).waitFor();
});

test('archive, undo, archive from the list, and find it in the archive', async () => {
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByText('This student is archived').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('This student is archived').waitFor({ state: 'hidden' });
  await page.goto(platform.origins.educationelly);
  await page.getByLabel(/Select .*Tou Xiong/).check();
  await page.getByRole('region', { name: 'Actions' }).getByRole('button', { name: 'Archive' }).click();
  await expect.poll(() => rows().count()).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rows().count()).toBe(2);
  await page.getByLabel(/Select .*Tou Xiong/).check();
  await page.getByRole('region', { name: 'Actions' }).getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('radio', { name: 'Archived' }).click();
  await named('Xiong').waitFor();
  await look(page, 'students-archived');
  await named('Xiong').getByRole('link').click();
  await page.getByText('This student is archived').waitFor();
  await look(page, 'student-archived');
});

test('a colleague joins by the mail, and sees what the role shows', async () => {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('button', { name: 'Add school' }).waitFor();
  await look(page, 'settings-schools');
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('cell', { name: 'District administrator' }).waitFor();
  await look(page, 'settings-members');
  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByText('Nobody is invited').waitFor();
  await look(page, 'settings-invitations-empty');
  const tom = await makePerson(platform.origins, 'tomas');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill(tom.email);
  await page.getByRole('dialog').getByLabel('Role').selectOption('viewer');
  await page.getByRole('dialog').getByLabel('Maple Grove Elementary').check();
  await look(page, 'settings-invite');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
  await page.getByText('Invitation sent').waitFor();
  const link = /http\S+\/invite\/\S+/.exec(await mailTo(platform.origins, tom.email, '/invite/'))?.[0] ?? '';
  const other = await open();
  await enter(other.page, platform.origins, 'educationelly', tom);
  await other.page.goto(link);
  await other.page.getByRole('button', { name: 'Accept' }).waitFor();
  await look(other.page, 'invite');
  await other.page.getByRole('button', { name: 'Accept' }).click();
  await other.page.getByText('García Márquez').first().waitFor();
  expect(await other.page.getByRole('link', { name: 'Add student' }).count()).toBe(0);
  await other.page.goto(link);
  await other.page.getByText('This invitation does not work').waitFor();
  await other.context.close();
  await page.getByRole('link', { name: 'Access log' }).click();
  await page.getByRole('cell', { name: 'Read a list' }).first().waitFor();
  await look(page, 'settings-access');
});

test('no console error on the way', () => {
  expect(complaints).toEqual([]);
});
