import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, look } from './look.ts';
import { enter, mailTo, makePerson, type Person } from './person.ts';
import { launchBrowser, type Platform, startPlatform } from './platform.ts';

let platform: Platform;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let owner: Page;
let guest: Page;
let guestPerson: Person;
const complaints: string[][] = [];

const pageOf = async (person: Person): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
  const page = await context.newPage();
  complaints.push(listen(page));
  await enter(page, platform.origins, 'codetalk', person);
  return page;
};

beforeAll(async () => {
  platform = await startPlatform(5_200, {}, ['codetalk']);
  browser = await launchBrowser();
  owner = await pageOf(await makePerson(platform.origins, 'olga'));
  guestPerson = await makePerson(platform.origins, 'gustav');
  guest = await pageOf(guestPerson);
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

let link = '';

test('the first screen asks for a room; making one leads into it', async () => {
  await owner.getByText('You are in no room yet').waitFor();
  await look(owner, 'rooms-empty');
  await owner.getByRole('button', { name: 'New room' }).first().click();
  await owner.getByRole('dialog').getByLabel('Title').fill('Pairing on the parser');
  await look(owner, 'room-new', { only: [375, 1_024] });
  await owner.getByRole('dialog').getByRole('button', { name: 'Make room' }).click();
  await owner.getByRole('heading', { name: 'Pairing on the parser' }).waitFor();
  await owner.getByText('Here now').waitFor();
  await look(owner, 'room-people');
});

test('an invitation by name rings the bell, comes by mail, and lets in with one press', async () => {
  await owner.getByLabel('Person', { exact: true }).last().fill('gus');
  await owner.getByRole('option', { name: /gustav/ }).click();
  await owner.getByRole('button', { name: 'Invite', exact: true }).click();
  await owner.getByText('The invitation is on its way').waitFor();
  const mail = await mailTo(platform.origins, guestPerson.email, '/join');
  await guest.goto(/http\S+\/rooms\/\S+\/join/.exec(mail)?.[0] ?? '');
  await guest.getByText('olga invites you to this room').waitFor();
  await look(guest, 'room-invitation', { only: [375, 1_024] });
  await guest.getByRole('button', { name: 'Join room' }).click();
  await guest.getByRole('heading', { name: 'Pairing on the parser' }).waitFor();
  await owner.getByText('@gustav').waitFor();
});

test('a role changes live, and settings are the owner’s alone', async () => {
  expect(await guest.getByRole('link', { name: 'Settings' }).count()).toBe(0);
  await owner.getByRole('button', { name: 'What to do with gustav' }).click();
  await owner.getByRole('menuitem', { name: 'Let them edit' }).click();
  await guest.getByText('Editor', { exact: true }).waitFor();
});

test('a link is shown once, and lets its finder in', async () => {
  await owner.getByRole('radio', { name: 'Link' }).click();
  await owner.getByRole('button', { name: 'Make link' }).click();
  link = ((await owner.locator('code').textContent()) ?? '').trim();
  expect(link).toContain('/join?token=');
  const third = await pageOf(await makePerson(platform.origins, 'thea'));
  await third.goto(link);
  await third.getByRole('button', { name: 'Join room' }).click();
  await owner.getByText('@thea').waitFor();
});

test('whoever is taken out loses the room at once', async () => {
  await owner.getByRole('button', { name: 'What to do with gustav' }).click();
  await owner.getByRole('menuitem', { name: 'Take out', exact: true }).click();
  await guest.getByText('There is no such room').waitFor();
});

test('what happened stands in the activity; settings change, archive and delete with its title', async () => {
  await owner.getByRole('link', { name: 'Activity' }).click();
  await owner.getByText('olga took gustav out').waitFor();
  await look(owner, 'room-activity');
  await owner.getByRole('link', { name: 'Settings' }).click();
  await owner.getByLabel('Title').fill('Pairing on the lexer');
  await owner.getByRole('button', { name: 'Save' }).click();
  await owner.getByRole('heading', { name: 'Pairing on the lexer' }).waitFor();
  await look(owner, 'room-settings');
  await owner.getByRole('button', { name: 'Delete room' }).click();
  await owner.getByLabel('Type the title of the room').fill('Pairing on the lexer');
  await owner.getByRole('dialog').getByRole('button', { name: 'Delete room' }).click();
  await owner.getByText('is in the trash').waitFor();
  await owner.getByRole('button', { name: 'Undo' }).click();
  await owner.getByRole('link', { name: 'Pairing on the lexer' }).waitFor();
  await look(owner, 'rooms-few');
});

test('a deleted room stands in the trash of its owner, who brings it back', async () => {
  await owner.getByRole('link', { name: 'Pairing on the lexer' }).click();
  await owner.getByRole('link', { name: 'Settings' }).click();
  await owner.getByRole('button', { name: 'Delete room' }).click();
  await owner.getByLabel('Type the title of the room').fill('Pairing on the lexer');
  await owner.getByRole('dialog').getByRole('button', { name: 'Delete room' }).click();
  await owner.getByText('is in the trash').waitFor();
  await owner.goto(`${platform.origins.codetalk}/?view=trash`);
  await owner.getByText('Pairing on the lexer').waitFor();
  await look(owner, 'rooms-trash');
  await owner.getByRole('button', { name: 'Restore Pairing on the lexer' }).click();
  await owner.getByText('The trash is empty').waitFor();
  await owner.getByRole('radio', { name: 'Mine' }).click();
  await owner.getByRole('link', { name: 'Pairing on the lexer' }).waitFor();
});

test('no console error on the way', () => {
  // Whoever was taken out asks once more for a room that is no longer there for them.
  expect(complaints.flat().filter((text) => !/status of 404/.test(text))).toEqual([]);
});
