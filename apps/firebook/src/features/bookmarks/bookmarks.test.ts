import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@portfolio/db/ids';
import { bookmarks as table } from '@portfolio/db/schema/bookmarks';
import { testDatabase } from '@portfolio/db/testing';
import { diskFiles } from '@portfolio/platform/files/drivers/disk';
import { type Actor, personScopes } from '@portfolio/platform/kernel/actor';
import { toProblem } from '@portfolio/platform/kernel/errors';
import { createLog } from '@portfolio/platform/kernel/log';
import { restProcedures } from '@portfolio/platform/kernel/rest';
import { createCallerFactory, router } from '@portfolio/platform/kernel/trpc';
import { MediaService } from '@portfolio/platform/media/service';
import { createGuardedOutbound } from '@portfolio/platform/outbound/drivers/guarded';
import { createGuard } from '@portfolio/platform/outbound/guard';
import { expectPlainWords } from '@portfolio/platform/testing';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { PageParser } from '../metadata/parse.ts';
import { bookmarksRouter, tagsRouter, toolsRouter } from './router.ts';
import { BulkService } from './service.bulk.ts';
import { BookmarkLists } from './service.list.ts';
import { Presenter } from './service.present.ts';
import { TagsService } from './service.tags.ts';
import { ToolsService } from './service.tools.ts';
import { TrashService } from './service.trash.ts';
import { BookmarksService } from './service.ts';

const { db } = await testDatabase();
const files = diskFiles(mkdtempSync(join(tmpdir(), 'bookmarks-test-')));
const media = new MediaService({
  db,
  files,
  signingKey: Buffer.alloc(32, 1),
  origin: 'http://localhost:3003',
});
const present = new Presenter({ db, media });
const bookmarks = new BookmarksService({ db, present });
const tags = new TagsService({ db });
const parser = new PageParser({ appFolder: join(import.meta.dirname, '../../..') });
const outbound = createGuardedOutbound({ guard: createGuard({}), userAgent: 'test' });
const browser = {
  capture: () => Promise.reject(new Error('no page is drawn in this test')),
  check: async () => {},
  close: async () => {},
};
const tools = new ToolsService({ db, outbound, browser, parser, media, tags });
const features = {
  bookmarks,
  lists: new BookmarkLists({ db, present }),
  trash: new TrashService({ db, present, files, media }),
  bulk: new BulkService({ db }),
  tags,
  tools,
};
const appRouter = router({
  bookmarks: bookmarksRouter(features),
  tags: tagsRouter(features),
  tools: toolsRouter(features),
});
const createCaller = createCallerFactory(appRouter);

test('what is wrong with an input is said in sentences', () => expectPlainWords(appRouter));
const log = createLog('test', 'silent');

afterAll(() => parser.close());

const person = (scopes: readonly string[] = personScopes): Actor => ({
  userId: newId(),
  username: 'someone',
  kind: 'session',
  sessionId: newId(),
  scopes: new Set(scopes),
  admin: false,
  emailVerified: true,
});

const request = {
  id: 'test-request',
  app: 'firebook',
  ip: '127.0.0.1',
  network: '127.0.0.0/24',
  userAgent: '',
  cookie: false,
} as const;
const as = (actor: Actor | null, ifMatch?: number) =>
  createCaller({ actor, log, request: { ...request, ifMatch } });

const problemOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).not.toBeNull();
  return toProblem(error, 'test-request');
};

test('five hundred saves of one address at once make one row', async () => {
  const caller = as(person());
  const saved = await Promise.all(
    Array.from({ length: 500 }, (_, n) =>
      caller.bookmarks.create({ url: `https://example.com/a?utm_source=${n}#x` }),
    ),
  );
  expect(new Set(saved.map((one) => one.id)).size).toBe(1);
  expect(saved.filter((one) => !one.duplicate)).toHaveLength(1);
});

test('another person’s bookmark is not there, for every call that takes an id', async () => {
  const [owner, stranger] = [as(person()), as(person())];
  const { id } = await owner.bookmarks.create({ url: 'https://example.com/mine', tags: ['mine'] });
  const calls = [
    () => stranger.bookmarks.get({ id }),
    () => stranger.bookmarks.update({ id, note: 'x' }),
    () => stranger.bookmarks.delete({ id }),
    () => stranger.bookmarks.restore({ id }),
    () => stranger.bookmarks.retry({ id, job: 'fetch' }),
    () => stranger.tags.rename({ tag: 'mine', name: 'theirs' }),
    () => stranger.tools.screenshot({ id }),
  ];
  for (const call of calls) expect((await problemOf(call())).status).toBe(404);
  expect(await stranger.bookmarks.bulk({ ids: [id], action: 'delete' })).toEqual({ count: 0, ids: [] });
  await stranger.tags.delete({ tag: 'mine' });
  expect(await owner.bookmarks.get({ id })).toMatchObject({ note: null, tags: ['mine'] });
});

test('every procedure wants a token, and its scope', async () => {
  for (const { name, meta } of restProcedures(appRouter)) {
    const call = (actor: Actor | null): Promise<unknown> => {
      const [group = '', action = ''] = name.split('.');
      return Reflect.get(Reflect.get(as(actor), group), action)({ id: newId() });
    };
    expect((await problemOf(call(null))).code, name).toBe('unauthenticated');
    const rest = personScopes.filter((scope) => !meta.scope.split('|').includes(scope));
    expect((await problemOf(call(person(rest)))).code, name).toBe('insufficient_scope');
  }
});

test('a stale version is a conflict that shows what stands', async () => {
  const actor = person();
  const { id, version } = await as(actor).bookmarks.create({ url: 'https://example.com/v' });
  await as(actor, version).bookmarks.update({ id, title: 'first' });
  const problem = await problemOf(as(actor, version).bookmarks.update({ id, title: 'second' }));
  expect(problem).toMatchObject({
    status: 409,
    code: 'conflict',
    current: { title: 'first', version: version + 1 },
  });
});

test('pages by cursor give each bookmark once, in every order and while rows come and go', async () => {
  const caller = as(person());
  for (let n = 0; n < 23; n += 1)
    await caller.bookmarks.create({ url: `https://example.com/${n}`, title: `t${n % 5}`, tags: ['all'] });
  for (const sort of ['-createdAt', 'createdAt', 'title'] as const)
    for (const tag of [undefined, ['all']]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await caller.bookmarks.list({
          sort,
          limit: 5,
          ...(tag ? { tag } : {}),
          ...(cursor ? { cursor } : {}),
        });
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
      } while (cursor);
      expect([seen.length, new Set(seen).size], `${sort} ${tag}`).toEqual([23, 23]);
    }
});

test('a list shows each one’s own tags and twins, as the item itself does', async () => {
  const actor = person();
  const caller = as(actor);
  const [one, two] = [
    await caller.bookmarks.create({ url: 'https://example.com/one', tags: ['b', 'A'] }),
    await caller.bookmarks.create({ url: 'https://example.com/two', tags: ['c'] }),
  ];
  await as(person()).bookmarks.create({ url: 'https://example.com/one', tags: ['theirs'] });
  await db.update(table).set({ canonicalUrl: one.canonicalUrl }).where(eq(table.id, two.id));
  const expected = [await caller.bookmarks.get({ id: two.id }), await caller.bookmarks.get({ id: one.id })];
  expect(expected.map(({ tags: names, possibleDuplicates }) => [names, possibleDuplicates])).toEqual([
    [['c'], [one.id]],
    [['A', 'b'], [two.id]],
  ]);
  expect((await caller.bookmarks.list({ limit: 9 })).items).toEqual(expected);
  expect((await caller.bookmarks.list({ limit: 9, tag: ['a'] })).items).toEqual(expected.slice(1));
  expect((await caller.bookmarks.list({ limit: 9, tag: ['a', 'B'], sort: 'title' })).items).toEqual(
    expected.slice(1),
  );
});

test('a cursor that is not ours is 422, never more', async () => {
  const caller = as(person());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      async (cursor) => {
        const problem = await problemOf(caller.bookmarks.list({ cursor }));
        expect(problem.status).toBe(422);
      },
    ),
    { numRuns: 60 },
  );
});

test('the trash gives back what is saved again', async () => {
  const caller = as(person());
  const { id } = await caller.bookmarks.create({ url: 'https://example.com/trash' });
  await caller.bookmarks.delete({ id });
  await caller.bookmarks.delete({ id });
  expect((await problemOf(caller.bookmarks.get({ id }))).status).toBe(404);
  expect(await caller.bookmarks.create({ url: 'https://example.com/trash' })).toMatchObject({
    id,
    duplicate: true,
  });
});

test('a tag renamed to one that exists is merged into it', async () => {
  const caller = as(person());
  const one = await caller.bookmarks.create({ url: 'https://example.com/1', tags: ['js', 'web'] });
  await caller.bookmarks.create({ url: 'https://example.com/2', tags: ['JavaScript'] });
  expect(await caller.tags.rename({ tag: 'js', name: 'javascript' })).toMatchObject({
    tag: 'JavaScript',
    count: 2,
  });
  expect((await caller.bookmarks.get({ id: one.id })).tags).toEqual(['JavaScript', 'web']);
});

test('texts that cannot be kept, and wrong types, are 422 with the field named', async () => {
  const caller = as(person());
  const bad = ['javascript:alert(1)', 'http://', 'ftp://example.com', 'https://exa\0mple.com', '\ud800', ''];
  for (const url of bad)
    expect(await problemOf(caller.bookmarks.create({ url }))).toMatchObject({
      status: 422,
      code: 'validation_failed',
    });
});

test('what is no web address is not saved', async () => {
  const caller = as(person());
  for (const url of [
    'nonsense',
    'a@b',
    'https://me:secret@example.com/',
    'ftp://example.com/',
    'two words',
    'javascript:1',
  ])
    expect(await problemOf(caller.bookmarks.create({ url })), url).toMatchObject({
      fields: { url: [expect.any(String)] },
    });
  for (const url of [
    'example.com',
    'münchen.example',
    '192.0.2.1/x',
    'https://intranet/x',
    ' example.com/a b ',
  ])
    expect(await caller.bookmarks.create({ url }), url).toMatchObject({ duplicate: false });
});

test('an address that is not public is refused', async () => {
  expect(await problemOf(as(person()).tools.extract({ url: 'http://127.0.0.1/' }))).toMatchObject({
    status: 422,
    code: 'address_refused',
  });
});

test('a bulk act answers the ids that it changed, so that undo changes no more', async () => {
  const caller = as(person());
  const save = async (path: string, fields: object) =>
    (await caller.bookmarks.create({ url: `https://example.com/${path}`, ...fields })).id;
  const archived = await save('archived', { archived: true, favourite: true, tags: ['Old'] });
  const plain = await save('plain', {});
  const ids = [archived, plain];
  const changedBy = async (action: 'archive' | 'favourite' | 'tag' | 'untag' | 'delete' | 'restore') =>
    (await caller.bookmarks.bulk({ ids, action, tag: 'old' })).ids;
  expect(await changedBy('archive')).toEqual([plain]);
  expect(await changedBy('favourite')).toEqual([plain]);
  expect(await changedBy('tag')).toEqual([plain]);
  expect((await changedBy('untag')).toSorted()).toEqual(ids);
  expect((await changedBy('delete')).toSorted()).toEqual(ids);
  expect(await changedBy('delete')).toEqual([]);
  expect((await changedBy('restore')).toSorted()).toEqual(ids);
  expect(await caller.bookmarks.get({ id: archived })).toMatchObject({ archived: true, deletedAt: null });
});

test('the trash is a list of its own, and restores what was archived into the archive', async () => {
  const caller = as(person());
  const made = [];
  for (let n = 0; n < 5; n += 1)
    made.push(await caller.bookmarks.create({ url: `https://example.com/${n}`, archived: n === 0 }));
  const ids = made.map(({ id }) => id);
  await caller.bookmarks.bulk({ ids: ids.slice(0, 4), action: 'delete' });
  const first = await caller.bookmarks.list({ deleted: true, limit: 3 });
  const rest = await caller.bookmarks.list({ deleted: true, limit: 3, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids.slice(0, 4).toReversed());
  expect(first.items[0]?.deletedAt).not.toBeNull();
  expect(await caller.bookmarks.restore({ id: ids[0] ?? '' })).toMatchObject({ archived: true });
  expect(await caller.bookmarks.restore({ id: ids[0] ?? '' })).toMatchObject({ archived: false });
});

test('a bookmark knows the ones beside it, and another person’s are not among those asked for', async () => {
  const [caller, stranger] = [as(person()), as(person())];
  const ids = [];
  for (let n = 0; n < 3; n += 1)
    ids.push((await caller.bookmarks.create({ url: `https://example.com/${n}` })).id);
  expect(await caller.bookmarks.neighbours({ id: ids[1] ?? '' })).toMatchObject({
    newer: { id: ids[2] },
    older: { id: ids[0] },
  });
  expect((await problemOf(stranger.bookmarks.neighbours({ id: ids[1] ?? '' }))).status).toBe(404);
  expect(await stranger.bookmarks.some({ ids })).toEqual([]);
  expect(await caller.bookmarks.some({ ids })).toHaveLength(3);
});
