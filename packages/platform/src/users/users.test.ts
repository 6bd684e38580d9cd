import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@portfolio/db/testing';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { diskFiles } from '../files/drivers/disk.ts';
import type { Actor } from '../kernel/actor.ts';
import { createCallerFactory } from '../kernel/trpc.ts';
import { MediaService } from '../media/service.ts';
import { expectGuarded, expectPlainWords, problemOf, testCaller, testPerson } from '../testing.ts';
import { usersRouter } from './router.ts';
import { UsersService } from './service.ts';

const { db } = await testDatabase();
const files = diskFiles(mkdtempSync(join(tmpdir(), 'users-test-')));
const media = new MediaService({ db, files, signingKey: Buffer.alloc(32, 1), origin: 'http://localhost' });
const users = new UsersService({ db, media });
const router = usersRouter(users);
const as = testCaller(createCallerFactory(router));

const person = async (username: string, verified = true): Promise<Actor> => {
  const row = await users.create(db, { username, email: `${username.toLowerCase()}@example.com` });
  if (!row) throw new Error('the address is taken');
  if (verified) await users.markVerified(db, row.id, row.email);
  return testPerson({ userId: row.id, username });
};

const upload = async (owner: Actor, use: 'avatar' | 'document'): Promise<string> => {
  const bytes = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  const file = { ownerId: owner.userId, app: 'accounts', use, filename: 'me.png', bytes } as const;
  return (await media.store(file)).id;
};

test('every procedure wants a token, and its scope', () => expectGuarded(router));

test('what is wrong with an input is said in sentences', () => expectPlainWords(router));

test('a picture becomes one’s face for everybody signed in; the one before it is deleted', async () => {
  const [anna, ben] = [await person('anna'), await person('ben')];
  const first = await upload(anna, 'avatar');
  await as(anna).update({ id: 'me', avatarMediaId: first });
  expect((await as(ben).get({ id: anna.userId })).avatarUrl).toBe(`/api/media/${first}/avatar`);
  expect((await media.serveOpen(ben, first, 'avatar')).mimeType).toBe('image/webp');
  expect(await problemOf(media.serveOpen(null, first, 'avatar'))).toMatchObject({ status: 404 });

  const second = await upload(anna, 'avatar');
  await as(anna).update({ id: 'me', avatarMediaId: second });
  expect(await problemOf(media.get(anna, first))).toMatchObject({ status: 404 });
  expect((await as(anna).update({ id: 'me', avatarMediaId: null })).avatarUrl).toBeNull();
  expect(await problemOf(media.get(anna, second))).toMatchObject({ status: 404 });
});

test('the zone of the browser that signed up is the first of the preferences, if there is such a zone', async () => {
  const zoneOf = async (username: string, timeZone: string): Promise<string> => {
    const row = await users.create(db, { username, email: `${username}@example.com`, timeZone });
    if (!row) throw new Error('the address is taken');
    const actor = testPerson({ userId: row.id, username });
    return (await users.getPreferences(actor, 'me')).timeZone;
  };
  expect(await zoneOf('zora', 'Europe/Oslo')).toBe('Europe/Oslo');
  expect(await zoneOf('zeno', 'Mars/Olympus')).toBe('UTC');
});

test('only a picture of one’s own, made for it, can be a face', async () => {
  const [carla, dan] = [await person('carla'), await person('dan')];
  for (const id of [await upload(dan, 'avatar'), await upload(carla, 'document')])
    expect(await problemOf(as(carla).update({ id: 'me', avatarMediaId: id }))).toMatchObject({
      status: 422,
      fields: { avatarMediaId: [expect.any(String)] },
    });
});

test('a public profile is found by name or id once the address is verified', async () => {
  const [eva, finn] = [await person('Eva'), await person('finn', false)];
  const found = await users.getByName(finn, 'eVA');
  expect(found).toMatchObject({ id: eva.userId, username: 'Eva' });
  expect(found).not.toHaveProperty('email');
  expect(await users.getByName(finn, eva.userId)).toEqual(found);
  expect(await problemOf(users.getByName(eva, 'finn'))).toMatchObject({ status: 404 });
  expect(await problemOf(users.getByName(eva, 'nobody'))).toMatchObject({ status: 404 });
  expect((await users.getByName(finn, 'finn')).username).toBe('finn');
});

test('a choice of one channel is kept, and leaves the others alone', async () => {
  const gina = await person('gina');
  const notifications = { 'room.invited': { email: false } };
  await as(gina).updatePreferences({ id: 'me', notifications, quietHours: { from: '22:00', to: '07:00' } });
  expect(await as(gina).preferences({ id: 'me' })).toMatchObject({
    notifications,
    quietHours: { from: '22:00', to: '07:00' },
  });
  expect(await users.notificationChoices(gina.userId)).toEqual(notifications);
});
