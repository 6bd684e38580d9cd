import type { Db, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { credentials, mailTokens, oidcPayloads, resetRequests, sessions } from '@portfolio/db/schema/auth';
import { and, eq, sql } from 'drizzle-orm';
import { publish } from '../events/events.ts';
import type { Actor } from '../kernel/actor.ts';
import { DomainError } from '../kernel/errors.ts';
import { hashToken, randomToken } from '../kernel/keys.ts';
import { metrics } from '../kernel/metrics.ts';
import { networkOf } from '../kernel/request.ts';
import { currentTrace } from '../kernel/trace.ts';
import type { KeyValue } from '../kv/kv.ts';
import type { NotificationsService } from '../notifications/service.ts';
import type { User } from '../users/schema.ts';
import { toOwnUser, type UserRow, type UsersService } from '../users/service.ts';
import { emailVerified } from './events.ts';
import type { Issuer } from './issuer.ts';
import type { Introspection, SignIn, SignUp, TokenPair } from './schema.ts';
import { revokeGrants } from './service.grants.ts';
import { tooMany } from './service.limits.ts';
import { recordSecurityEvent } from './service.log.ts';
import { consumeMailToken } from './service.mail-tokens.ts';
import { hashPassword, refuseWeakPassword, verifyPassword } from './service.password.ts';
import { type SessionsService, scopesOfPerson } from './service.sessions.ts';

const perAccount = { perMinute: 5, burst: 5 };
const perNetwork = { perMinute: 20, burst: 20 };
const signUps = { perMinute: 100 / 60, burst: 100 };

type Deps = {
  db: Db;
  kv: KeyValue;
  users: UsersService;
  sessions: SessionsService;
  notifications: NotificationsService;
  issuer: Issuer;
  accountsUrl: string;
  adminEmails: ReadonlySet<string>;
  rateLimits: boolean;
};

/** Sign-up, sign-in, verification and the tokens of the API. */
export class AuthService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Makes an account and mails its verification. A taken e-mail gets the same answer, with an id that leads nowhere,
   * while its owner is told by mail. Throws 422 for a weak password or a taken username, 429 past 100 an hour.
   */
  async signUp(input: SignUp, browserToken?: string): Promise<{ user: User }> {
    const { db, users, kv, rateLimits } = this.#deps;
    const network = networkOf(currentTrace()?.ip ?? '127.0.0.1');
    if (rateLimits) {
      const limit = await kv.limit(`sign-ups:${network}`, signUps);
      if (!limit.allowed) throw tooMany(limit.retryAfterMs);
    }
    refuseWeakPassword(input.password, [input.email, input.username, input.firstName, input.lastName]);
    const passwordHash = await hashPassword(input.password);
    return db.transaction(async (tx) => {
      const row = await users.create(tx, input);
      if (row) {
        await tx.insert(credentials).values({ userId: row.id, passwordHash });
        await this.#mailVerification(tx, row, browserToken);
        await recordSecurityEvent(tx, row.id, 'signed_up', {});
        return { user: toOwnUser(row) };
      }
      await this.#mailAlreadyThere(tx, input.email);
      const now = new Date();
      const echo: UserRow = {
        id: newId(),
        username: input.username,
        usernameKey: '',
        email: input.email,
        emailVerifiedAt: null,
        firstName: input.firstName || null,
        lastName: input.lastName || null,
        avatarMediaId: null,
        bio: null,
        location: null,
        website: null,
        erasedAt: null,
        createdAt: now,
        updatedAt: now,
      };
      return { user: toOwnUser(echo) };
    });
  }

  async #mailVerification(tx: Tx, row: UserRow, browserToken?: string): Promise<void> {
    const token = randomToken();
    await tx.insert(mailTokens).values({
      hash: hashToken(token),
      purpose: 'verify',
      userId: row.id,
      email: row.email,
      browserHash: browserToken ? hashToken(browserToken) : null,
      expiresAt: sql`now() + interval '24 hours'`,
    });
    const url = `${this.#deps.accountsUrl}/verify?token=${token}`;
    await this.#deps.notifications.email(tx, {
      template: 'verify-email',
      to: row.email,
      userId: row.id,
      data: { username: row.username, url },
      dedupeKey: `verify:${hashToken(token)}`,
    });
  }

  async #mailAlreadyThere(tx: Tx, email: string): Promise<void> {
    await this.#deps.notifications.email(tx, {
      template: 'already-registered',
      to: email,
      data: { signInUrl: `${this.#deps.accountsUrl}/signin`, resetUrl: `${this.#deps.accountsUrl}/reset` },
      dedupeKey: `already:${newId()}`,
    });
  }

  /** Sends the verification mail once more; silent for whoever is verified. */
  async resendVerification(actor: Actor, browserToken?: string): Promise<void> {
    const { db, users, kv } = this.#deps;
    const limit = await kv.limit(`verification-mails:${actor.userId}`, { perMinute: 1, burst: 3 });
    if (!limit.allowed) throw tooMany(limit.retryAfterMs);
    await db.transaction(async (tx) => {
      const row = await users.findRow(actor.userId, tx);
      if (row && row.emailVerifiedAt === null) await this.#mailVerification(tx, row, browserToken);
    });
  }

  /** Checks a password under the limits on wrong ones. Throws 401 `invalid_credentials` or 429. */
  async checkPassword(login: string, password: string): Promise<UserRow> {
    const { users, kv, db } = this.#deps;
    const network = networkOf(currentTrace()?.ip ?? '127.0.0.1');
    const account = hashToken(login.normalize('NFKC').trim().toLowerCase());
    const keys = [
      [`wrong:${account}:${network}`, perAccount],
      [`wrong:${network}`, perNetwork],
    ] as const;
    for (const [key, limit] of keys) {
      const taken = await kv.limit(key, limit);
      if (!taken.allowed) {
        metrics.signInFailures.inc({ reason: 'rate_limited' });
        throw tooMany(taken.retryAfterMs);
      }
    }
    const row = await users.findByLogin(login);
    const [stored] = row ? await db.select().from(credentials).where(eq(credentials.userId, row.id)) : [];
    const right = await verifyPassword(stored?.passwordHash, password);
    if (!row || !right) {
      metrics.signInFailures.inc({ reason: 'invalid_credentials' });
      throw new DomainError(
        'invalid_credentials',
        'This e-mail or username and password do not go together.',
      );
    }
    for (const [key, limit] of keys) await kv.refund(key, limit);
    return row;
  }

  /** Signs in over the API: a session with a token pair. */
  async signIn(input: SignIn): Promise<TokenPair> {
    const row = await this.checkPassword(input.email ?? input.username ?? '', input.password);
    const { db, sessions: sessionsService, issuer } = this.#deps;
    const { id } = await db.transaction((tx) => sessionsService.open(tx, { userId: row.id }));
    const scopes = scopesOfPerson(this.#isAdmin(row));
    const tokens = await issuer.issue({ sessionId: id, userId: row.id, scopes });
    return { ...tokens, tokenType: 'Bearer', user: toOwnUser(row) };
  }

  /** Signs a browser in at the front door; the returned token is the cookie's value. */
  async signInBrowser(login: string, password: string): Promise<{ cookie: string }> {
    const row = await this.checkPassword(login, password);
    return this.#deps.db.transaction((tx) => this.#openBrowserSession(tx, row.id));
  }

  async #openBrowserSession(tx: Tx, userId: string): Promise<{ cookie: string }> {
    const cookie = randomToken();
    await this.#deps.sessions.open(tx, { userId, cookieHash: hashToken(cookie) });
    return { cookie };
  }

  #isAdmin(row: UserRow): boolean {
    return row.emailVerifiedAt !== null && this.#deps.adminEmails.has(row.email);
  }

  /** Rotates a refresh token; one used twice ends its whole session with 401 `token_reused`. */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const { issuer, db, sessions: sessionsService, users } = this.#deps;
    const result = await issuer.refresh(refreshToken);
    if (!result) throw new DomainError('invalid_token', 'This refresh token is not valid, or no longer.');
    if (result.reused) {
      await db.transaction((tx) =>
        sessionsService.end(tx, { userId: result.userId, only: result.sessionId }, 'token_reused'),
      );
      throw new DomainError(
        'token_reused',
        'This refresh token was used before, so its session was ended. Sign in again.',
      );
    }
    const row = await users.findRow(result.userId);
    if (!row) throw new DomainError('invalid_token', 'This refresh token is not valid, or no longer.');
    return { ...result.tokens, tokenType: 'Bearer', user: toOwnUser(row) };
  }

  /** Says whether a token is alive; never an error for a bad one. */
  async verify(token: string): Promise<Introspection> {
    const actor = await this.#deps.sessions.bearer(token);
    if (!actor) return { active: false };
    const [row] = await this.#deps.db
      .select({ expiresAt: oidcPayloads.expiresAt })
      .from(oidcPayloads)
      .where(and(eq(oidcPayloads.model, 'AccessToken'), eq(oidcPayloads.idHash, hashToken(token))));
    return {
      active: true,
      sub: actor.userId,
      ...(actor.sessionId ? { sid: actor.sessionId } : {}),
      scope: [...actor.scopes].join(' '),
      ...(row?.expiresAt ? { exp: Math.floor(row.expiresAt.getTime() / 1000) } : {}),
    };
  }

  /**
   * Proves an address by a mail's token. `cookie` is there when the browser that signed up pressed the button: it is
   * signed in by it, nobody else is. The first proof ends all that was begun before it, but for `keep`, the session of
   * the browser that gives it: somebody else may have made the account with this address.
   */
  async verifyEmail(token: string, browserToken?: string, keep?: string): Promise<{ cookie?: string }> {
    const { users, sessions: sessionsService, db } = this.#deps;
    const result = await db.transaction(async (tx) => {
      const row = await consumeMailToken(tx, token, 'verify');
      const verified = await users.markVerified(tx, row.userId, row.email);
      if (!verified)
        throw new DomainError('gone', 'This link belongs to an address that the account no longer has.');
      if (verified.first) {
        await sessionsService.end(tx, { userId: row.userId, except: keep }, 'email_verified');
        await revokeGrants(tx, row.userId);
      }
      await recordSecurityEvent(tx, row.userId, 'email_verified', {});
      await publish(
        tx,
        emailVerified.of({ subject: row.userId, actor: row.userId, data: { userId: row.userId } }),
      );
      const same = browserToken !== undefined && row.browserHash === hashToken(browserToken);
      return same ? this.#openBrowserSession(tx, row.userId) : {};
    });
    sessionsService.forget();
    return result;
  }

  /** Drops what expired long ago: tokens, holds, ended sessions' tokens. Run by a schedule. */
  async sweep(): Promise<void> {
    const { db } = this.#deps;
    await db.delete(oidcPayloads).where(sql`${oidcPayloads.expiresAt} < now() - interval '1 day'`);
    await db.delete(mailTokens).where(sql`${mailTokens.expiresAt} < now() - interval '30 days'`);
    await db.delete(resetRequests).where(sql`${resetRequests.createdAt} < now() - interval '1 day'`);
    await db
      .delete(oidcPayloads)
      .where(
        sql`${oidcPayloads.sessionId} in (select ${sessions.id} from ${sessions} where ${sessions.endedAt} < now() - interval '1 day')`,
      );
  }
}
