import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSql, type Sql } from '@portfolio/db/client';
import { parseEnv } from '@portfolio/platform/kernel/env';
import { type FixtureSite, startFixtureSite } from '../fixture-site/server.ts';
import { type Person, personOf } from '../person.ts';
import { launchBrowser, type Platform, startPlatform } from '../platform.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';

export type World = {
  platform: Platform;
  site: FixtureSite;
  mailbox: Mailbox;
  sql: Sql;
  browser: Awaited<ReturnType<typeof launchBrowser>>;
  /** The next process that passes this point dies there. */
  arm: (point: string) => void;
  isArmed: (point: string) => boolean;
  close: () => Promise<void>;
};

/** Waits until `ask` answers something other than null; what it throws while a process is down is no answer. */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | null> | T | null,
  timeoutMs = 60_000,
): Promise<T> => {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => null);
    if (answer !== null) return answer;
    if (Date.now() > until) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await new Promise((done) => setTimeout(done, 100));
  }
};

/** The whole platform with a mail provider and a web site beside it, whose processes die where a file says so. */
export const makeWorld = async (portBase: number): Promise<World> => {
  const crashDir = mkdtempSync(join(tmpdir(), 'platform-crash-'));
  const fixturePort = portBase + 90;
  const mailbox = await openMailbox(portBase + 91);
  const site = await startFixtureSite(fixturePort, '127.0.0.1');
  const platform = await startPlatform(portBase, {
    CRASH_DIR: crashDir,
    SMTP_URL: mailbox.url,
    RATE_LIMITS: 'off',
    OUTBOUND_ALLOW_PRIVATE: `127.0.0.1:${fixturePort}`,
  });
  const { database } = parseEnv({
    DEPLOYMENT: 'local',
    DATA_DIR: platform.dataDir,
    PORT_BASE: String(portBase),
  });
  const sql = createSql(database.ownerUrl, { max: 2, name: 'crash' });
  const browser = await launchBrowser();
  return {
    platform,
    site,
    mailbox,
    sql,
    browser,
    arm: (point) => writeFileSync(join(crashDir, point), ''),
    isArmed: (point) => existsSync(join(crashDir, point)),
    close: async () => {
      await browser.close();
      await sql.end();
      await platform.stop();
      await site.close();
      await mailbox.close();
      rmSync(crashDir, { recursive: true, force: true });
    },
  };
};

const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Somebody with a verified address; the link comes by mail. */
export const makePersonByMail = async (world: World, username: string): Promise<Person> => {
  const { accounts } = world.platform.origins;
  const person = personOf(username);
  const made = await post(`${accounts}/api/v1/auth/signup`, person);
  if (made.status !== 201) throw new Error(`sign-up answered ${made.status}`);
  const token = await eventually('the mail of a sign-up', () => {
    const letter = world.mailbox.letters.find(({ to }) => to === person.email);
    return /\/verify\?token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? null;
  });
  await fetch(`${accounts}/api/v1/auth/email/verify/${token}`, { method: 'POST' });
  return person;
};

/** A personal access token, which outlives restarts and signs of sessions. */
export const tokenOf = async (world: World, person: Person, scopes: string[]): Promise<string> => {
  const { accounts } = world.platform.origins;
  const signedIn = await post(`${accounts}/api/v1/auth/signin`, person);
  const { accessToken }: { accessToken: string } = await signedIn.json();
  const made = await post(
    `${accounts}/api/v1/auth/tokens`,
    { name: 'crash', scopes },
    { authorization: `Bearer ${accessToken}` },
  );
  const { token }: { token: string } = await made.json();
  return token;
};
