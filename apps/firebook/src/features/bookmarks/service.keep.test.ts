import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@portfolio/db/ids';
import { bookmarks } from '@portfolio/db/schema/bookmarks';
import { testDatabase } from '@portfolio/db/testing';
import { diskFiles } from '@portfolio/platform/files/drivers/disk';
import type { SearchDocument } from '@portfolio/platform/search/search';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { indexBookmark } from './service.keep.ts';
import { freshJobs } from './service.rows.ts';
import { TagsService } from './service.tags.ts';

const { db } = await testDatabase();
const files = diskFiles(mkdtempSync(join(tmpdir(), 'keep-test-')));

/** These and no others: indexing needs nothing else. */
const only = (given: object) =>
  Object(
    new Proxy(given, {
      get: (target, name) =>
        Reflect.has(target, name) ? Reflect.get(target, name) : expect.fail(`${String(name)} was asked for`),
    }),
  );

/** A search whose first write is overtaken by what `meanwhile` does. */
const overtaken = (meanwhile: () => Promise<void>) => {
  const kept = new Map<string, SearchDocument>();
  let first = true;
  const search = only({
    index: async (documents: readonly SearchDocument[]) => {
      if (first) await meanwhile();
      first = false;
      for (const one of documents) kept.set(one.id, one);
    },
    remove: async (keys: readonly { id: string }[]) => keys.forEach(({ id }) => void kept.delete(id)),
  });
  const deps = only({ db, files, search, tags: new TagsService({ db }), origin: 'http://localhost' });
  return { deps, kept };
};

const saved = async () => {
  const url = `https://example.com/${newId()}`;
  const address = { url, savedKey: url, canonicalUrl: url };
  const [row] = await db
    .insert(bookmarks)
    .values({ id: newId(), userId: newId(), title: 'Before', ...address, jobs: freshJobs() })
    .returning();
  return row ?? expect.fail('no row');
};

test('an edit that was indexed in between is what stays findable', async () => {
  const row = await saved();
  const edit = async () => {
    await db.update(bookmarks).set({ title: 'After' }).where(eq(bookmarks.id, row.id));
  };
  const { deps, kept } = overtaken(edit);
  await indexBookmark(deps, row);
  expect(kept.get(row.id)?.title).toBe('After');
});

test('what was deleted in between is not findable', async () => {
  const row = await saved();
  const remove = async () => {
    await db.update(bookmarks).set({ deletedAt: new Date() }).where(eq(bookmarks.id, row.id));
  };
  const { deps, kept } = overtaken(remove);
  await indexBookmark(deps, row);
  expect(kept.size).toBe(0);
});
