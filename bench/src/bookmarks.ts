// npm run bench: FireBook at 20,000 bookmarks of one person, through HTTP on the production build.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDb, createSql, type Db } from '@portfolio/db/client';
import { bookmarks } from '@portfolio/db/schema/bookmarks';
import { parseEnv } from '@portfolio/platform/kernel/env';
import { postgresSearch, searchSettings } from '@portfolio/platform/search/drivers/postgres';
import { Agent, fetch } from 'undici';
import { root, startPlatform } from '../../e2e/src/platform.ts';
import { type Figures, flood, timed } from './measure.ts';

const total = Number(process.argv[2] ?? 20_000);
const clients = 8;
const settleMs = 20_000;
const words = [
  'river',
  'garden',
  'compiler',
  'lantern',
  'harbour',
  'violin',
  'meadow',
  'kernel',
  'orchard',
  'glacier',
];
const dispatcher = new Agent({ connections: clients, pipelining: 1 });

/** Resident megabytes of the largest Node process below the launcher, and its name. */
const largest = (launcher: number): { name: string; mb: number } => {
  const parents = new Map<number, number>();
  const found: { pid: number; name: string; mb: number }[] = [];
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const field = (name: string): number =>
        Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      parents.set(Number(entry), field('PPid'));
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
      const app =
        /apps\/(\w+)/.exec(command.join(' '))?.[1] ?? command.find((part) => part.endsWith('main.ts')) ?? '';
      if (command[0]?.endsWith('node'))
        found.push({ pid: Number(entry), name: app, mb: field('VmRSS') / 1_024 });
    } catch {
      // It ended meanwhile.
    }
  }
  const below = (pid: number): boolean =>
    pid === launcher || (parents.has(pid) && pid > 1 && below(parents.get(pid) ?? 0));
  const [top] = found.filter(({ pid }) => below(pid)).sort((a, b) => b.mb - a.mb);
  return { name: top?.name ?? '', mb: Math.round(top?.mb ?? 0) };
};

const person = { email: 'bench@example.com', username: 'bench', password: 'seven green otters' };

const signIn = async (accounts: string): Promise<string> => {
  const post = (path: string) =>
    fetch(`${accounts}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(person),
    });
  await post('/auth/signup');
  const answer = Object(await (await post('/auth/signin')).json());
  return String(answer.accessToken);
};

/** Puts every bookmark into the index as its job would, for their 20,000 jobs take longer than anybody watches. */
const indexAll = async (dataDir: string): Promise<number> => {
  const { database } = parseEnv({ DEPLOYMENT: 'local', DATA_DIR: dataDir, PORT_BASE: String(portBase) });
  const { db, close } = createDb(database.appUrl, { max: 2, name: 'bench' });
  const sql = createSql(database.appUrl, { max: 1, name: 'bench-search', settings: searchSettings });
  try {
    const rows = await rowsOf(db);
    const search = postgresSearch({ db, sql });
    for (let at = 0; at < rows.length; at += 100)
      await search.index(
        rows.slice(at, at + 100).map(({ id, userId, title, note, url }) => ({
          app: 'firebook',
          type: 'bookmark',
          id,
          owner: userId,
          readers: [`user:${userId}`],
          title,
          body: `${note ?? ''}\n${url}`,
          url: `/b/${id}`,
        })),
      );
    await search.maintain();
    return rows.length;
  } finally {
    await sql.end();
    await close();
  }
};

const rowsOf = (db: Db) => {
  const { id, userId, title, note, url } = bookmarks;
  return db.select({ id, userId, title, note, url }).from(bookmarks);
};

const portBase = 4_900;
const platform = await startPlatform(portBase, { RATE_LIMITS: 'off' }, ['firebook']);
try {
  const { accounts, firebook } = platform.origins;
  let token = await signIn(accounts);
  const tokenTimer = setInterval(() => {
    void signIn(accounts).then((next) => {
      token = next;
    });
  }, 300_000);
  const call = async (path: string, body?: unknown): Promise<void> => {
    const answer = await fetch(`${firebook}/api/v1${path}`, {
      dispatcher,
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
  };
  const word = (n: number): string => words[n % words.length] ?? '';
  const save = (n: number): Promise<void> =>
    call('/bookmarks', {
      url: `http://192.0.2.${n % 250}/page/${n}`,
      title: `${word(n)} ${word(n + 3)} and the ${word(n + 7)} number ${n}`,
      note: `Kept for the ${word(n + 1)}.`,
      tags: [word(n), `group${n % 40}`],
    });
  const rate = await flood(total, clients, save);
  console.log(`created ${total} at ${rate}/s with ${clients} clients`);
  console.log(`${await indexAll(platform.dataDir)} of them in the search index`);
  await flood(clients * 10, clients, (n) => save(total + n));
  await new Promise((done) => setTimeout(done, settleMs));
  const results: Record<string, Figures> = {};
  results['newest page'] = await timed(300, () => call('/bookmarks?limit=25'));
  results['tag page'] = await timed(300, (n) => call(`/bookmarks?limit=25&tag=group${n % 40}`));
  results['search, one word'] = await timed(200, (n) => call(`/search?q=${word(n)}&app=firebook`));
  results['search, two words'] = await timed(200, (n) =>
    call(`/search?q=${word(n)}%20${word(n + 3)}&app=firebook`),
  );
  results['search, typo'] = await timed(200, () => call('/search?q=compilr&app=firebook'));
  results['search, beginning'] = await timed(200, () => call('/search?q=or&app=firebook'));
  clearInterval(tokenTimer);
  const top = largest(platform.pid);
  console.table(results);
  console.log(`largest process after the run: ${top.name} ${top.mb} MB`);
  mkdirSync(join(root, 'test-results'), { recursive: true });
  writeFileSync(
    join(root, 'test-results', 'bench.json'),
    JSON.stringify({ total, rate, results, top }, null, 2),
  );
} finally {
  await platform.stop();
}
