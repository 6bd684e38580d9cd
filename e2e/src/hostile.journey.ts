import { newId } from '@portfolio/db/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiOperation, operationsOf } from './api.ts';
import { accessToken, makePerson, type Person } from './person.ts';
import { type Platform, type Site, startPlatform } from './platform.ts';

const sites = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'] as const;

let platform: Platform;
let person: Person;
let token = '';
let operations: ApiOperation[] = [];

beforeAll(async () => {
  platform = await startPlatform(4_700, { RATE_LIMITS: 'off' });
  person = await makePerson(platform.origins, 'hostile');
  token = await accessToken(platform.origins, person);
  const all = await Promise.all(sites.map((site) => operationsOf(site, platform.origins[site])));
  const seen = new Set<string>();
  // The platform's own routers are the same on each origin: once is enough.
  operations = all.flat().filter(({ name }) => !seen.has(name) && seen.add(name));
});

afterAll(async () => {
  await platform?.stop();
});

const ofPath = (path: string, value: string): string =>
  path.replaceAll(/\{\w+\}/g, encodeURIComponent(value).replaceAll('.', '%2E'));

type Sent = { body?: BodyInit; query?: string; path?: string; headers?: Record<string, string> };

/** What no answer may hold: a stack, SQL, the inside of a library, a path of the machine. */
const leaks =
  /\bat .+\(.+:\d+|node_modules|select .+ from|drizzle|postgres|ZodError|TypeError|\/src\/|Failed query/i;
const broken: string[] = [];

const send = async (
  { site, method, path, name }: ApiOperation,
  what: string,
  sent: Sent,
): Promise<number> => {
  const url = `${platform.origins[site]}/api/v1${sent.path ?? ofPath(path, newId())}${sent.query ?? ''}`;
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(sent.body === undefined ? {} : { body: sent.body }),
    redirect: 'manual',
  }).catch((error: unknown) => ({ status: 599, headers: new Headers(), text: async () => String(error) }));
  const text = await answer.text();
  // 502 and 504 are what an address that cannot be reached ends in.
  if (answer.status >= 500 && answer.status !== 502 && answer.status !== 504)
    broken.push(`${name} ${what}: ${answer.status} ${text.slice(0, 200)}`);
  if (answer.status >= 400) {
    if (leaks.test(text)) broken.push(`${name} ${what}: leaks ${text.slice(0, 300)}`);
    // 431 is the server's own word, before there is a request to speak of.
    if (answer.status !== 431 && !answer.headers.get('content-type')?.includes('application/problem+json'))
      broken.push(`${name} ${what}: ${answer.status} is no problem document`);
  }
  if (answer.status === 401 && path !== '/auth/signin') token = await accessToken(platform.origins, person);
  return answer.status;
};

const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

const values: [string, unknown][] = [
  ['null', null],
  ['a number', 7],
  ['a huge number', 1e308],
  ['a negative number', -1],
  ['a boolean', true],
  ['an empty text', ''],
  ['spaces', '   '],
  ['an array', [[], {}, null]],
  ['an object', { a: { b: [1] }, length: -1 }],
  ['a NUL', 'a\0b'],
  ['a lone surrogate', 'a\ud800b'],
  ['100,000 letters', 'ü'.repeat(100_000)],
  ['SQL', `'; drop table users; --`],
  ['a wildcard', '%_\\'],
  ['markup', '<img src=x onerror=alert(1)>'],
  ['right-to-left marks', '\u202e\u2066x'],
  ['a path', '../../../../etc/passwd'],
  ['a date that is none', '2026-02-31'],
  ['a far date', '+275760-09-13T00:00:00.001Z'],
];

const bodies: [string, string][] = [
  ['nothing but a brace', '{'],
  ['not JSON', 'hello'],
  ['a text', '"hello"'],
  ['an array', '[]'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['deep JSON', deep(2_000)],
  ['deeper JSON', deep(100_000)],
  ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'],
  ['many keys', JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, n])))],
  ['a NUL as a key', '{"\\u0000":1}'],
];

const cursors = [
  'x',
  '',
  '%00',
  Buffer.from('["-id",{}]').toString('base64url'),
  Buffer.from('["-id","x"]').toString('base64url'),
  'A'.repeat(5_000),
];
const limits = ['-1', '0', '101', '1e9', 'NaN', 'x', '%00', '1.5', ''];

test('there is something to attack on every origin', () => {
  expect(operations.length).toBeGreaterThan(80);
  expect(new Set(operations.map(({ site }) => site)).size).toBe(sites.length);
});

test('bodies that are no JSON, or too deep, too large, too many', async () => {
  for (const operation of operations.filter(({ method }) => method === 'POST' || method === 'PUT'))
    for (const [what, body] of bodies) await send(operation, what, { body });
  expect(broken.splice(0)).toEqual([]);
}, 300_000);

test('ten megabytes are refused as too large, on every call that takes a body', async () => {
  const body = `{"a":"${'x'.repeat(10_000_000)}"}`;
  for (const operation of operations.filter(({ fields }) => fields.length > 0)) {
    const status = await send(operation, 'ten megabytes', { body });
    expect([operation.name, status]).toEqual([operation.name, 413]);
  }
  expect(broken.splice(0)).toEqual([]);
}, 300_000);

test('doors beside the API have limits of their own', async () => {
  const post = (site: Site, path: string, body: string, type = 'application/json') =>
    fetch(`${platform.origins[site]}${path}`, { method: 'POST', body, headers: { 'content-type': type } });
  const large = 'x'.repeat(30_000_000);
  for (const site of sites) expect((await post(site, '/api/inngest', large)).status, site).toBe(413);
  const token = `logout_token=${'x'.repeat(20_000)}`;
  for (const site of sites.slice(1))
    expect(
      (await post(site, '/api/auth/backchannel-logout', token, 'application/x-www-form-urlencoded')).status,
    ).toBe(400);
  const batch = (calls: number) => `/api/trpc/${Array(calls).fill('auth.verify').join(',')}?batch=1`;
  const inputs = JSON.stringify(
    Object.fromEntries(Array.from({ length: 11 }, (_, n) => [n, { token: 'x' }])),
  );
  expect((await post('accounts', batch(10), inputs)).status).toBe(200);
  expect((await post('accounts', batch(11), inputs)).status).toBe(400);
});

test('every field of every body with every hostile value', async () => {
  for (const operation of operations.filter(({ fields }) => fields.length > 0))
    for (const field of operation.fields)
      for (const [what, value] of values)
        await send(operation, `${field} = ${what}`, { body: JSON.stringify({ [field]: value }) });
  expect(broken.splice(0)).toEqual([]);
}, 600_000);

test('every query parameter and path with every hostile value', async () => {
  for (const operation of operations) {
    for (const name of operation.query) {
      const odd =
        name === 'cursor'
          ? cursors
          : name === 'limit'
            ? limits
            : ['%00', '%ED%A0%80', '%', 'x'.repeat(6_000), '-1', '[]'];
      for (const value of odd) {
        const status = await send(operation, `?${name}=${value.slice(0, 30)}`, {
          query: `?${name}=${value}`,
        });
        if ((name === 'cursor' || name === 'limit') && status < 400 && operation.method === 'GET')
          broken.push(`${operation.name} takes ${name}=${value.slice(0, 30)}`);
      }
    }
    if (!operation.path.includes('{')) continue;
    for (const odd of ['x', '0', 'a\0b', '..', 'ü'.repeat(2_000), `' or 1=1`])
      await send(operation, `path ${odd.slice(0, 10)}`, { path: ofPath(operation.path, odd) });
  }
  expect(broken.splice(0)).toEqual([]);
}, 600_000);

test('odd headers change nothing', async () => {
  const [operation] = operations.filter(({ name }) => name === 'GET /users/{id}');
  if (!operation) throw new Error('no operation to ask');
  const odd: Record<string, string>[] = [
    { 'if-match': '"99999999999999999999"' },
    { 'if-match': '*' },
    { 'x-request-id': 'a b\tc' },
    { 'x-request-id': 'x'.repeat(5_000) },
    { traceparent: '00-zz-zz-01' },
    { authorization: 'Basic YTpi' },
    { authorization: `Bearer ${'x'.repeat(8_000)}` },
    { accept: 'application/xml' },
    { 'x-forwarded-for': '1.2.3.4' },
  ];
  for (const headers of odd)
    await send(operation, JSON.stringify(headers).slice(0, 60), { headers, path: '/users/me' });
  expect(broken.splice(0)).toEqual([]);
});

const asPerson = async (site: Site, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${platform.origins[site]}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });

test('a long answer is compressed for whoever takes it so', async () => {
  const url = `${platform.origins.firebook}/api/v1/openapi.json`;
  const encodingOf = async (accepted: string): Promise<string | null> => {
    const answer = await fetch(url, { headers: { 'accept-encoding': accepted } });
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0' });
    return answer.headers.get('content-encoding');
  };
  expect(await encodingOf('gzip')).toBe('gzip');
  expect(await encodingOf('identity')).toBeNull();
});

test('five hundred saves of one address at once make one bookmark, never a 500', async () => {
  token = await accessToken(platform.origins, person);
  const save = () =>
    asPerson('firebook', '/bookmarks', {
      method: 'POST',
      body: JSON.stringify({ url: 'https://example.com/once?utm_source=x' }),
    });
  const answers = await Promise.all(Array.from({ length: 500 }, save));
  const statuses = answers.map(({ status }) => status).sort();
  expect([statuses.filter((status) => status === 201).length, statuses.at(-1)]).toEqual([1, 201]);
  expect(statuses.filter((status) => status === 200)).toHaveLength(499);
  const list = await asPerson('firebook', '/bookmarks?limit=100');
  const { items }: { items: { url: string }[] } = await list.json();
  expect(items.filter(({ url }) => url.startsWith('https://example.com/once'))).toHaveLength(1);
}, 120_000);

test('one idempotency key at once is one room; another body is refused', async () => {
  const key = newId();
  const make = (title: string): Promise<Response> =>
    fetch(`${platform.origins.codetalk}/api/v1/rooms`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ title }),
    });
  const answers = await Promise.all(Array.from({ length: 40 }, () => make('once')));
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
  expect((await make('other')).status).toBe(422);
  const list = await asPerson('codetalk', '/rooms?limit=100');
  const { items }: { items: { title: string }[] } = await list.json();
  expect(items.filter(({ title }) => title === 'once')).toHaveLength(1);
});
