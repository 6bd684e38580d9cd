import type { Db, Sql } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { resetRequests } from '@portfolio/db/schema/auth';
import type { AppName } from '../kernel/actor.ts';
import { postgresKeyValue } from '../kv/drivers/postgres.ts';
import { NotificationsService } from '../notifications/service.ts';
import { UsersService } from '../users/service.ts';
import { createOidcIssuer } from './drivers/oidc.ts';
import { ClientsService } from './service.clients.ts';
import { RecoveryService } from './service.recovery.ts';
import { SessionLinks } from './service.session-links.ts';
import { SessionsService } from './service.sessions.ts';
import { PersonalTokensService } from './service.tokens.ts';
import { AuthService } from './service.ts';

export const testOrigins: Record<AppName, string> = {
  accounts: 'http://accounts.test',
  educationelly: 'http://educationelly.test',
  codetalk: 'http://codetalk.test',
  firebook: 'http://firebook.test',
  intervalai: 'http://intervalai.test',
};
export const testAdmin = 'admin@example.com';
const password = 'seven green otters';

/** The whole of the auth domain on a test's database, with the real issuer. */
export const testAuth = async ({ db, sql }: { db: Db; sql: Sql }) => {
  const adminEmails = new Set([testAdmin]);
  const users = new UsersService({ db });
  const sessions = new SessionsService({ db, adminEmails });
  const links = new SessionLinks({ db });
  const clients = new ClientsService({ db });
  const notifications = new NotificationsService({ db, mailHost: 'example.com' });
  const issuer = await createOidcIssuer({
    db,
    sessions,
    links,
    clients,
    users,
    secret: 'a secret of the tests',
    origins: testOrigins,
    frontDoorSession: async () => null,
    fetch,
  });
  const accountsUrl = testOrigins.accounts;
  const common = { db, kv: postgresKeyValue(db), users, sessions, notifications, accountsUrl };
  const auth = new AuthService({ ...common, issuer, adminEmails, rateLimits: false });
  const recovery = new RecoveryService({
    ...common,
    rateLimits: false,
    checkPassword: (login, given) => auth.checkPassword(login, given),
  });
  const tokens = new PersonalTokensService({ db, sessions });

  /** The token of the newest mail with this template to an address. */
  const mailed = async (email: string, template: string): Promise<string> => {
    const [row] = await sql<{ data: { url: string } }[]>`
      select data from notifications.messages
      where recipient = ${email} and template = ${template} order by id desc limit 1`;
    return new URL(row?.data.url ?? '').searchParams.get('token') ?? '';
  };
  /** Asks for a reset mail and does what the job of it does. */
  const askReset = async (email: string): Promise<void> => {
    await recovery.requestReset(email);
    for (const { id } of await db.select().from(resetRequests)) await recovery.mailReset(id);
  };
  /** Somebody who has signed up and not verified yet. */
  const signUp = async (browserToken?: string, email = `${newId()}@example.com`) => {
    const username = `p${newId().slice(-12)}`;
    await auth.signUp({ email, username, password }, browserToken);
    return { email, username, password };
  };
  /** Signs in over the API; `actor` is who the access token stands for. */
  const signIn = async (email: string) => {
    const pair = await auth.signIn({ email, password });
    const actor = await sessions.bearer(pair.accessToken);
    if (!actor) throw new Error('a fresh token is not valid');
    return { ...pair, actor };
  };
  return {
    auth,
    recovery,
    sessions,
    links,
    clients,
    users,
    tokens,
    issuer,
    notifications,
    mailed,
    askReset,
    signUp,
    signIn,
  };
};
