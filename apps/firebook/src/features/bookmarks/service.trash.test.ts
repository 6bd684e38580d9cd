import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@portfolio/db/ids';
import { bookmarks as table } from '@portfolio/db/schema/bookmarks';
import { outbox } from '@portfolio/db/schema/events';
import { media as mediaTable } from '@portfolio/db/schema/media';
import { testDatabase } from '@portfolio/db/testing';
import { diskFiles } from '@portfolio/platform/files/drivers/disk';
import { MediaService } from '@portfolio/platform/media/service';
import { testPerson } from '@portfolio/platform/testing';
import { eq, isNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { CreateBookmark } from './schema.ts';
import { Presenter } from './service.present.ts';
import { fileKeys } from './service.store.ts';
import { TrashService } from './service.trash.ts';
import { BookmarksService } from './service.ts';

const { db } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'trash-test-'));
const files = diskFiles(folder);
const media = new MediaService({ db, files, signingKey: Buffer.alloc(32, 1), origin: 'http://localhost' });
const present = new Presenter({ db, media });
const bookmarks = new BookmarksService({ db, present });
const trash = new TrashService({ db, present, files, media });
const person = testPerson();

const filesOnDisk = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

/** One red pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const save = async (url: string): Promise<string> => {
  const { id } = await bookmarks.create(person, CreateBookmark.parse({ url }));
  for (const key of fileKeys(id)) await files.put(key, Buffer.from('kept'));
  await media.store({
    ownerId: person.userId,
    app: 'firebook',
    use: 'screenshot',
    filename: 'screenshot.png',
    bytes: picture,
    slot: `bookmark:${id}:screenshot`,
  });
  return id;
};

test('what leaves the trash for good takes its files along, also after a crash in between', async () => {
  const [old, recent, kept] = [
    await save('https://a.test'),
    await save('https://b.test'),
    await save('https://c.test'),
  ];
  await trash.delete(person, old);
  await trash.delete(person, recent);
  await db.update(table).set({ deletedAt: sql`now() - interval '31 days'` }).where(eq(table.id, old));
  const before = filesOnDisk().length;
  expect(await trash.purge()).toBe(1);
  const waiting = await db.select().from(outbox).where(eq(outbox.subject, old));
  expect(waiting.map(({ envelope }) => envelope)).toContainEqual(
    expect.objectContaining({
      name: 'bookmark.purged',
      data: { bookmarkId: old, userId: person.userId },
    }),
  );
  const gone = { bookmarkId: old, userId: person.userId };
  // A crash before the job's commit has it run again.
  await trash.deleteFiles(gone);
  await trash.deleteFiles(gone);
  expect(filesOnDisk()).toHaveLength((before / 3) * 2);
  for (const id of [recent, kept])
    for (const key of fileKeys(id)) expect(await files.get(key)).not.toBeNull();
  const left = await db
    .select({ slot: mediaTable.slot })
    .from(mediaTable)
    .where(isNull(mediaTable.deletedAt));
  expect(left.map(({ slot }) => slot).sort()).toEqual(
    [recent, kept].map((id) => `bookmark:${id}:screenshot`).sort(),
  );
});

test('the files of a bookmark that is still there stay', async () => {
  const id = await save('https://d.test');
  await trash.deleteFiles({ bookmarkId: id, userId: person.userId });
  for (const key of fileKeys(id)) expect(await files.get(key)).not.toBeNull();
});

test('a purge takes everything that is old, however much', async () => {
  const { id } = await bookmarks.create(person, CreateBookmark.parse({ url: 'https://many.test' }));
  const [row] = await db.select().from(table).where(eq(table.id, id));
  if (!row) throw new Error('no row');
  const many = Array.from({ length: 1_001 }, (_, n) => ({
    ...row,
    id: newId(),
    savedKey: `many:${n}`,
    deletedAt: new Date(Date.now() - 40 * 86_400_000),
  }));
  await db.insert(table).values(many);
  expect(await trash.purge()).toBe(1_001);
});
