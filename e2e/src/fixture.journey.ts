import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, callerOf } from './caller.ts';
import { EXPECTED, type Expected, explains, type Job } from './fixture-site/expected.ts';
import { readMark } from './fixture-site/mark.ts';
import { type FixtureSite, startFixtureSite } from './fixture-site/server.ts';
import { listen } from './look.ts';
import { residentMb, watchMemory } from './memory.ts';
import { enter, makePerson, type Person } from './person.ts';
import { launchBrowser, type Platform, startPlatform } from './platform.ts';

const fixturePort = 5490;
const allSettleMs = 600_000;
const oneSettlesMs = 180_000;
const riseMaxMb = 150;
/** Saves of ordinary pages before and during; their medians are compared. */
const quietSaves = 7;
const slowdownMax = 1.5;

type State = { state: string; error?: string; attempts: number; at: string };
type Bookmark = {
  id: string;
  url: string;
  title: string;
  type: string;
  language: string | null;
  createdAt: string;
  screenshot: { url: string; width: number; height: number } | null;
  link: { status: number | null; problem: string | null };
  jobs: Record<Job, State>;
};

let platform: Platform;
let site: FixtureSite;
let hostile: Person;
let theirs: Caller;
let others: Caller;
let saved: { row: Expected; bookmark: Bookmark }[] = [];
const figures: Record<string, number | string> = {};

beforeAll(async () => {
  site = await startFixtureSite(fixturePort);
  platform = await startPlatform(
    5400,
    { OUTBOUND_ALLOW_PRIVATE: `127.0.0.1:${fixturePort}`, RATE_LIMITS: 'off' },
    ['firebook'],
  );
});

afterAll(async () => {
  console.table(figures);
  await platform?.stop();
  await site?.close();
});

const hasEnded = ({ jobs }: Bookmark): boolean =>
  Object.values(jobs).every(({ state }) => state !== 'pending' && state !== 'running');

const settled = async (api: Caller, id: string, timeout: number, interval = 100): Promise<Bookmark> => {
  let found = await api<Bookmark>('GET', `/bookmarks/${id}`);
  await expect
    .poll(
      async () => {
        found = await api<Bookmark>('GET', `/bookmarks/${id}`);
        return hasEnded(found);
      },
      { timeout, interval, message: `${found.url} settles` },
    )
    .toBe(true);
  return found;
};

let nth = 0;
/** How long an ordinary page takes from its save to the end of its last job. */
const saveOrdinary = async (): Promise<number> => {
  nth += 1;
  const began = performance.now();
  const { id } = await others<Bookmark>('POST', '/bookmarks', { url: `${site.url}/article?n=${nth}` });
  await settled(others, id, oneSettlesMs);
  return performance.now() - began;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const lastedMs = ({ createdAt, jobs }: Bookmark): number =>
  Math.max(...Object.values(jobs).map(({ at }) => Date.parse(at))) - Date.parse(createdAt);

test('save all of it at once: every job ends, in time, and in bounded memory; others are not slowed', async () => {
  hostile = await makePerson(platform.origins, 'hector');
  theirs = await callerOf(platform, 'firebook', hostile);
  others = await callerOf(platform, 'firebook', await makePerson(platform.origins, 'olga'));
  // What is loaded once (the browser, parsers) is loaded before anything is measured.
  for (let n = 0; n < 3; n += 1) await saveOrdinary();
  const before: number[] = [];
  for (let n = 0; n < quietSaves; n += 1) before.push(await saveOrdinary());
  const startMb = residentMb(platform.pid);
  const memory = watchMemory(platform.pid);

  const began = performance.now();
  const bookmarks = await Promise.all(
    EXPECTED.map(({ name }) => theirs<Bookmark>('POST', '/bookmarks', { url: `${site.url}/${name}` })),
  );
  let busy = true;
  const hostileDone = Promise.all(bookmarks.map(({ id }) => settled(theirs, id, allSettleMs, 3_000))).finally(
    () => {
      busy = false;
    },
  );
  const during: number[] = [];
  while (busy) during.push(await saveOrdinary());
  const ended = await hostileDone;
  const allMs = performance.now() - began;
  memory.stop();

  saved = ended.map((bookmark, index) => ({ row: EXPECTED[index] as Expected, bookmark }));
  const slowest = saved.reduce((a, b) => (lastedMs(a.bookmark) > lastedMs(b.bookmark) ? a : b));
  figures['pages saved at once'] = saved.length;
  figures['all settled, s'] = Math.round(allMs / 1_000);
  figures['slowest save, s'] = `${Math.round(lastedMs(slowest.bookmark) / 1_000)} (${slowest.row.name})`;
  figures['another’s save without, median ms'] = Math.round(median(before));
  figures['another’s save meanwhile, median ms'] = Math.round(median(during));
  figures['another’s saves meanwhile'] = during.length;
  figures['Node processes before, MB'] = Math.round(startMb);
  figures['Node processes at most, MB'] = Math.round(memory.peakMb());

  expect(allMs).toBeLessThan(allSettleMs);
  expect(lastedMs(slowest.bookmark), slowest.row.name).toBeLessThan(oneSettlesMs);
  expect(median(during)).toBeLessThan(median(before) * slowdownMax);
  expect(memory.peakMb() - startMb).toBeLessThan(riseMaxMb);
}, 900_000);

const found = ({ row, bookmark }: { row: Expected; bookmark: Bookmark }) => ({
  name: row.name,
  status: bookmark.link.status ?? undefined,
  problem: bookmark.link.problem ?? undefined,
  title: row.title === undefined ? undefined : bookmark.title,
  type: row.type === undefined ? undefined : bookmark.type,
  language: row.language === undefined ? undefined : bookmark.language,
  jobs: Object.fromEntries(
    Object.entries(row.jobs).map(([name, { error }]) => {
      const { state, error: said } = bookmark.jobs[name as Job];
      return [
        name,
        error && explains(error, said) ? { state, error } : { state, ...(said && error ? { said } : {}) },
      ];
    }),
  ),
});

test('each job ended in the state and with the error of the table', () => {
  expect(saved.length).toBeGreaterThanOrEqual(35);
  expect(saved.map(found)).toEqual(
    saved.map(({ row }) => {
      const { number: _number, ...expected } = row;
      return {
        status: undefined,
        problem: undefined,
        title: undefined,
        type: undefined,
        language: undefined,
        ...expected,
      };
    }),
  );
});

test('every failed and skipped job says why', () => {
  const silent = saved.flatMap(({ row, bookmark }) =>
    Object.entries(bookmark.jobs)
      .filter(([, { state, error }]) => (state === 'failed' || state === 'skipped') && !error)
      .map(([job]) => `${row.name} ${job}`),
  );
  expect(silent).toEqual([]);
});

test('each screenshot is of its own page', async () => {
  const marks = await Promise.all(
    saved
      .filter(({ bookmark, row }) => bookmark.screenshot && row.name !== 'empty')
      .map(async ({ row, bookmark }) => {
        const answer = await fetch(bookmark.screenshot?.url ?? '');
        return [row.name, row.number, await readMark(new Uint8Array(await answer.arrayBuffer()))];
      }),
  );
  expect(marks.length).toBeGreaterThanOrEqual(22);
  expect(marks.filter(([, expected, mark]) => expected !== mark)).toEqual([]);
});

test('nothing reached the private listener beside the site', () => {
  expect(site.trapConnections()).toBe(0);
});

test('each page explains what happened', async () => {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
    const page = await context.newPage();
    const complaints = listen(page);
    await enter(page, platform.origins, 'firebook', hostile);
    for (const { bookmark } of saved) {
      await page.goto(`${platform.origins.firebook}/b/${bookmark.id}`);
      await page.getByRole('heading', { name: 'Jobs' }).waitFor();
      const text = await page.locator('main').textContent();
      expect(text, bookmark.url).toContain(bookmark.title.slice(0, 40));
      for (const { error } of Object.values(bookmark.jobs))
        if (error) expect(text, bookmark.url).toContain(error);
      if (bookmark.link.problem) await page.locator('[data-link-problem]').waitFor();
      if (bookmark.screenshot) await page.getByRole('img', { name: /^Screenshot of/ }).waitFor();
    }
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 300_000);
