import { createSql, type Sql } from '@portfolio/db/client';
import { parseEnv } from '@portfolio/platform/kernel/env';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type ApiOperation, operationsOf } from './api.ts';
import { type Row, type Things, table } from './matrix/table.ts';
import { type Call, callAs, marker, ownThings } from './matrix/things.ts';
import { accessToken, makePerson, type Person } from './person.ts';
import { type Platform, startPlatform } from './platform.ts';

const sites = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'] as const;
const portBase = 4_800;

type Role = 'owner' | 'stranger' | 'admin' | 'viewer' | 'editor';

let platform: Platform;
let sql: Sql;
let things: Things;
let operations: ApiOperation[] = [];
const people = {} as Record<Role, Person>;
const tokens = {} as Record<Role | 'expired' | 'revoked' | 'signedOut' | 'unscoped' | 'narrow', string>;

const fresh = async (role: Role): Promise<string> => accessToken(platform.origins, people[role]);

/** A personal token that its owner has revoked, one that has expired, and one with a single scope. */
const worthlessTokens = async (call: Call): Promise<void> => {
  const make = async (scopes: string[]): Promise<{ id: string; token: string }> => {
    const made = await call('accounts', 'POST', '/auth/tokens', { name: 'x', scopes });
    return { id: String(made.id), token: String(made.token) };
  };
  const [revoked, expired, unscoped] = [
    await make(['profile']),
    await make(['profile']),
    await make(['ml:read']),
  ];
  await call('accounts', 'DELETE', `/auth/tokens/${revoked.id}`);
  await sql`update auth.personal_tokens set expires_at = now() - interval '1 minute' where id = ${expired.id}`;
  tokens.revoked = revoked.token;
  tokens.expired = expired.token;
  tokens.unscoped = unscoped.token;
  tokens.signedOut = await fresh('stranger');
  await callAs(platform, tokens.signedOut)('accounts', 'POST', '/auth/signout');
};

beforeAll(async () => {
  platform = await startPlatform(portBase, { RATE_LIMITS: 'off', ADMIN_EMAILS: 'matrix-admin@example.com' });
  const { database } = parseEnv({
    DEPLOYMENT: 'local',
    DATA_DIR: platform.dataDir,
    PORT_BASE: String(portBase),
  });
  sql = createSql(database.ownerUrl, { max: 1, name: 'matrix' });
  for (const role of ['owner', 'stranger', 'admin', 'viewer', 'editor'] as const) {
    people[role] = await makePerson(platform.origins, `matrix-${role}`);
    tokens[role] = await fresh(role);
  }
  const operator = callAs(platform, tokens.admin);
  const rung = async (userId: string): Promise<void> => {
    await sql`insert into notifications.inbox (id, user_id, kind, app, title, body)
      values (gen_random_uuid(), ${userId}, 'student.enrolled', 'accounts', ${marker}, ${marker})`;
  };
  things = await ownThings(platform, people.owner, tokens.owner, rung, operator);
  const [message] = await sql`select id from notifications.messages order by id limit 1`;
  things.messageId = String(message?.id ?? things.messageId);
  for (const role of ['viewer', 'editor'] as const) {
    const invite = await callAs(platform, tokens.owner)(
      'codetalk',
      'POST',
      `/rooms/${things.roomId}/invites`,
      {
        role,
      },
    );
    const inviteToken = String(invite.token);
    await callAs(platform, tokens[role])('codetalk', 'POST', `/rooms/${things.roomId}/join`, { inviteToken });
  }
  await worthlessTokens(callAs(platform, tokens.stranger));
  const scopes = ['profile', 'users:read', 'notifications:read', 'operations'];
  tokens.narrow = String((await operator('accounts', 'POST', '/auth/tokens', { name: 'x', scopes })).token);
  const all = await Promise.all(sites.map((site) => operationsOf(site, platform.origins[site])));
  operations = all.flat();
});

afterAll(async () => {
  await sql?.end();
  await platform?.stop();
});

const rowOf = ({ name }: ApiOperation): Row => {
  const row = table[name];
  if (!row) throw new Error(`${name} has no row in the authorisation matrix`);
  return row;
};

type Answer = { status: number; code: string; text: string };

const ask = async (operation: ApiOperation, token: string | null): Promise<Answer> => {
  const row = rowOf(operation);
  const params = row.params?.(things) ?? {};
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const query = new URLSearchParams(row.query?.(things));
  const body = row.body?.(things);
  const answer = await fetch(`${platform.origins[operation.site]}/api/v1${path}?${query}`, {
    method: operation.method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const code = answer.status >= 400 && text.startsWith('{') ? String(JSON.parse(text).code) : '';
  return { status: answer.status, code, text };
};

const guarded = (): ApiOperation[] => operations.filter((operation) => rowOf(operation).outcome !== 'public');

test('every operation of every origin has a row, and every row an operation', () => {
  const names = new Set(operations.map(({ name }) => name));
  expect([...names].filter((name) => !table[name])).toEqual([]);
  expect(Object.keys(table).filter((name) => !names.has(name))).toEqual([]);
  expect(
    operations
      .filter((one) => one.isPublic)
      .map(({ name }) => name)
      .every((name) => table[name]?.outcome === 'public'),
  ).toBe(true);
});

test.each(['no token', 'a made-up token', 'expired', 'revoked', 'signedOut'] as const)(
  'with %s every operation is 401',
  async (kind) => {
    const wrong: Record<string, string> = {};
    const token = kind === 'no token' ? null : kind === 'a made-up token' ? 'x'.repeat(43) : tokens[kind];
    for (const operation of guarded()) {
      const { status, text } = await ask(operation, token);
      if (status !== 401 || text.includes(marker))
        wrong[`${operation.site} ${operation.name}`] = `${status} ${text.slice(0, 80)}`;
    }
    expect(wrong).toEqual({});
  },
);

test('a token without the scope is 403 insufficient_scope', async () => {
  const wrong: Record<string, string> = {};
  for (const operation of guarded()) {
    const { status, code } = await ask(operation, tokens.unscoped);
    if (status !== 403 || code !== 'insufficient_scope')
      wrong[`${operation.site} ${operation.name}`] = `${status} ${code}`;
  }
  expect(wrong).toEqual({});
});

const asSomebodyElse = async (role: 'stranger' | 'admin'): Promise<Record<string, string>> => {
  const wrong: Record<string, string> = {};
  for (const operation of guarded()) {
    const row = rowOf(operation);
    if (row.endsSession) continue;
    const { status, text } = await ask(operation, tokens[role]);
    const operatorOf = row.outcome === 'operator' && role === 'stranger';
    const adminSees = role === 'admin' && (row.outcome === 'operator' || row.admin === 'sees');
    const right = adminSees
      ? status !== 401 && status !== 403
      : operatorOf
        ? status === 403
        : row.outcome === 'gone'
          ? status === 404
          : status < 400 || status === 422 || status === 413 || status === 415;
    const leaked = !adminSees && !row.shows && text.includes(marker);
    if (!right || leaked) wrong[`${operation.site} ${operation.name}`] = `${status} ${text.slice(0, 120)}`;
  }
  return wrong;
};

test('another person gets nothing of the owner’s, whatever id they send', async () => {
  expect(await asSomebodyElse('stranger')).toEqual({});
});

test('an administrator sees what is for operators, and no more of a person than that', async () => {
  expect(await asSomebodyElse('admin')).toEqual({});
});

test('a narrow token of an administrator sees no more of a person, and nothing of /auth', async () => {
  const wrong: Record<string, string> = {};
  for (const operation of guarded()) {
    const row = rowOf(operation);
    const auth = operation.path.startsWith('/auth/');
    if (!auth && row.admin !== 'sees') continue;
    const { status, text } = await ask(operation, tokens.narrow);
    const right = auth ? status === 403 : row.outcome === 'gone' ? status === 404 : status === 200;
    if (!right || (!row.shows && text.includes(marker)))
      wrong[operation.name] = `${status} ${text.slice(0, 80)}`;
  }
  expect(wrong).toEqual({});
});

test.each(['viewer', 'editor'] as const)(
  'a %s of the owner’s room may do what that role may',
  async (role) => {
    const wrong: Record<string, string> = {};
    for (const operation of guarded()) {
      const expected = rowOf(operation)[role];
      if (expected === undefined || operation.name.endsWith('/leave')) continue;
      const { status, text } = await ask(operation, tokens[role]);
      if (status !== expected) wrong[operation.name] = `${status} ${text.slice(0, 80)}`;
    }
    expect(wrong).toEqual({});
    const leave = operations.find(({ name }) => name === 'POST /rooms/{id}/leave');
    expect(leave && (await ask(leave, tokens[role])).status).toBe(204);
  },
);

test('after all of that the owner has everything as it was', async () => {
  const call = callAs(platform, tokens.owner);
  const { roomId, wordId, deckId, bookmarkId, studentId, mediaId, userId } = things;
  expect(await call('codetalk', 'GET', `/rooms/${roomId}`)).toMatchObject({
    title: `${marker} room`,
    role: 'owner',
    version: 1,
  });
  expect(await call('intervalai', 'GET', `/vocabulary/${wordId}`)).toMatchObject({
    term: marker,
    deckId,
    version: 1,
  });
  expect(await call('firebook', 'GET', `/bookmarks/${bookmarkId}`)).toMatchObject({
    title: marker,
    tags: [marker],
    version: 1,
  });
  expect(await call('educationelly', 'GET', `/students/${studentId}`)).toMatchObject({
    givenName: marker,
    // Its episode was the second change.
    version: 2,
    archivedAt: null,
  });
  expect(await call('accounts', 'GET', `/media/${mediaId}`)).toMatchObject({ access: 'private' });
  expect(await call('accounts', 'GET', `/users/${userId}`)).toMatchObject({ bio: null });
  // The page of the owner's bookmark could not be read, which may have been told meanwhile; nothing else may have come.
  const { items } = z
    .object({ items: z.array(z.looseObject({ kind: z.string() })) })
    .parse(await call('accounts', 'GET', '/notifications?unread=true'));
  const others = items.filter(({ kind }) => kind !== 'bookmark.failed');
  expect(others).toEqual([expect.objectContaining({ title: marker, readAt: null })]);
});
