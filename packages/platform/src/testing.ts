import { newId } from '@portfolio/db/ids';
import type { AnyRouter } from '@trpc/server';
import { expect } from 'vitest';
import { z } from 'zod';
import { type Actor, personScopes } from './kernel/actor.ts';
import { type Problem, toProblem } from './kernel/errors.ts';
import { createLog } from './kernel/log.ts';
import { allProcedures } from './kernel/rest.ts';
import { type Context, createCallerFactory } from './kernel/trpc.ts';

/** Somebody signed in, verified and nobody's acquaintance; each call makes another person. */
export const testPerson = (changes: Partial<Actor> = {}): Actor => ({
  userId: newId(),
  username: 'someone',
  kind: 'session',
  sessionId: newId(),
  scopes: new Set(personScopes),
  admin: false,
  emailVerified: true,
  ...changes,
});

const log = createLog('test', 'silent');

/** The context of a call by this person; `request` changes what is known of the request. */
export const testContext = (actor: Actor | null, request: Partial<Context['request']> = {}): Context => ({
  actor,
  log,
  request: {
    id: 'test-request',
    app: 'accounts',
    ip: '127.0.0.1',
    network: '127.0.0.0/24',
    userAgent: '',
    cookie: false,
    ...request,
  },
});

/** Calls procedures as a person, or as nobody: `testCaller(createCallerFactory(router))`. */
export const testCaller =
  <Caller>(create: (context: Context) => Caller) =>
  (actor: Actor | null, request: Partial<Context['request']> = {}): Caller =>
    create(testContext(actor, request));

/** The problem document that a failing call ends in; fails where the call succeeds. */
export const problemOf = async (call: Promise<unknown>): Promise<Problem> => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error, 'the call should have failed').not.toBeNull();
  return toProblem(error, 'test-request');
};

/** Every procedure refuses a call without a token, and one whose token lacks the scope; none is without a scope. */
export const expectGuarded = async (router: AnyRouter): Promise<void> => {
  const create = createCallerFactory(router);
  const call = async (name: string, actor: Actor | null): Promise<unknown> => {
    let current: unknown = create(testContext(actor));
    for (const part of name.split('.')) current = Reflect.get(Object(current), part);
    return typeof current === 'function' ? current({ id: newId() }) : undefined;
  };
  for (const { name, meta, type } of allProcedures(router)) {
    expect(meta?.scope ?? 'unset', name).not.toBe('unset');
    if (!meta || meta.scope === 'public' || type === 'subscription') continue;
    expect((await problemOf(call(name, null))).code, name).toBe('unauthenticated');
    const others = personScopes.filter((scope) => !meta.scope.split('|').includes(scope));
    const stranger = testPerson({ kind: 'personal_token', scopes: new Set(others) });
    expect((await problemOf(call(name, stranger))).code, name).toBe('insufficient_scope');
  }
};

const libraryWords = /^(Invalid |Too (small|big)|Unrecognized )/;
const broken = [
  undefined,
  null,
  '',
  'x',
  'x'.repeat(60_000),
  -1,
  1e15,
  0.5,
  true,
  [],
  Array(5000).fill(0),
  {},
];

/** Whatever is sent wrongly, the answer is a sentence for people: no procedure speaks with the library's own words. */
export const expectPlainWords = (router: AnyRouter): void => {
  for (const { name, input } of allProcedures(router)) {
    if (!input) continue;
    const keys = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
    const bodies = [...broken, ...keys.flatMap((key) => broken.map((value) => ({ [key]: value })))];
    for (const body of bodies)
      for (const issue of input.safeParse(body).error?.issues ?? [])
        expect(issue.message, `${name}: ${issue.path.join('.')}`).not.toMatch(libraryWords);
  }
};
