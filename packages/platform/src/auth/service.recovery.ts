import type { Db } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { credentials, mailTokens, resetRequests } from '@portfolio/db/schema/auth';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { publish } from '../events/events.ts';
import type { Actor } from '../kernel/actor.ts';
import { DomainError } from '../kernel/errors.ts';
import { hashToken, randomToken } from '../kernel/keys.ts';
import { networkOf } from '../kernel/request.ts';
import { currentTrace } from '../kernel/trace.ts';
import type { KeyValue } from '../kv/kv.ts';
import type { NotificationsService } from '../notifications/service.ts';
import type { UserRow, UsersService } from '../users/service.ts';
import { resetRequested } from './events.ts';
import { revokeGrants } from './service.grants.ts';
import { tooMany } from './service.limits.ts';
import { recordSecurityEvent } from './service.log.ts';
import { consumeMailToken } from './service.mail-tokens.ts';
import { hashPassword, refuseWeakPassword } from './service.password.ts';
import type { SessionsService } from './service.sessions.ts';

const perNetwork = { perMinute: 20, burst: 20 };

type Deps = {
  db: Db;
  kv: KeyValue;
  users: UsersService;
  sessions: SessionsService;
  notifications: NotificationsService;
  accountsUrl: string;
  rateLimits: boolean;
  /** Throws where the password is wrong, under the limits of a sign-in. */
  checkPassword: (login: string, password: string) => Promise<UserRow>;
};

/** New passwords: for who forgot theirs, and for who knows it. */
export class RecoveryService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Asks for a reset mail. Nothing is looked up before the answer, so that it says and takes the same whoever is behind
   * the address.
   */
  async requestReset(email: string): Promise<void> {
    const { db, kv } = this.#deps;
    const limit = await kv.limit(`resets:${hashToken(email)}`, { perMinute: 1, burst: 5 });
    if (!limit.allowed) return;
    const id = newId();
    await db.transaction(async (tx) => {
      await tx.insert(resetRequests).values({ id, email });
      await publish(tx, resetRequested.of({ subject: id, actor: null, data: { requestId: id } }));
    });
  }

  /** Mails the link to whoever has the address of a request, once; a second run finds the request gone. */
  async mailReset(requestId: string): Promise<void> {
    const { db, users, notifications, accountsUrl } = this.#deps;
    await db.transaction(async (tx) => {
      const [asked] = await tx.delete(resetRequests).where(eq(resetRequests.id, requestId)).returning();
      const row = asked ? await users.findByEmail(tx, asked.email) : null;
      if (!row) return;
      const { id: userId, email, username } = row;
      const token = randomToken();
      const expiresAt = sql`now() + interval '1 hour'`;
      await tx
        .insert(mailTokens)
        .values({ hash: hashToken(token), purpose: 'reset', userId, email, expiresAt });
      await notifications.email(tx, {
        template: 'reset-password',
        to: email,
        userId,
        data: { username, url: `${accountsUrl}/reset?token=${token}` },
        dedupeKey: `reset:${requestId}`,
      });
    });
  }

  async #limitResets(): Promise<void> {
    const { kv, rateLimits } = this.#deps;
    if (!rateLimits) return;
    const network = networkOf(currentTrace()?.ip ?? '127.0.0.1');
    const limit = await kv.limit(`new-passwords:${network}`, perNetwork);
    if (!limit.allowed) throw tooMany(limit.retryAfterMs);
  }

  /** Sets a new password by a mail's token; every session and token ends, and the address is verified. */
  async reset(token: string, password: string): Promise<void> {
    await this.#limitResets();
    await this.#deps.db.transaction(async (tx) => {
      const { userId, email } = await consumeMailToken(tx, token, 'reset');
      const row = await this.#deps.users.findRow(userId, tx);
      refuseWeakPassword(password, [
        email,
        row?.username,
        row?.firstName ?? undefined,
        row?.lastName ?? undefined,
      ]);
      // Hashing is dear on purpose: it comes after all that may refuse.
      const passwordHash = await hashPassword(password);
      await tx
        .insert(credentials)
        .values({ userId, passwordHash })
        .onConflictDoUpdate({ target: credentials.userId, set: { passwordHash, changedAt: sql`now()` } });
      await tx
        .update(mailTokens)
        .set({ consumedAt: sql`now()` })
        .where(
          and(eq(mailTokens.userId, userId), eq(mailTokens.purpose, 'reset'), isNull(mailTokens.consumedAt)),
        );
      await this.#deps.users.markVerified(tx, userId, email);
      await this.#deps.sessions.end(tx, { userId }, 'password_reset');
      await revokeGrants(tx, userId);
      await recordSecurityEvent(tx, userId, 'password_reset', {});
      await this.#deps.notifications.email(tx, {
        template: 'password-changed',
        to: email,
        userId,
        data: { username: row?.username ?? '', resetUrl: `${this.#deps.accountsUrl}/reset` },
        dedupeKey: `changed:${hashToken(token)}`,
      });
    });
    this.#deps.sessions.forget();
  }

  /** Changes the password of someone who is signed in; their other sessions end. */
  async changePassword(actor: Actor, current: string, next: string): Promise<void> {
    const row = await this.#deps.users.findRow(actor.userId);
    if (!row) throw new DomainError('not_found', 'There is no such person.');
    await this.#deps.checkPassword(row.email, current);
    refuseWeakPassword(next, [
      row.email,
      row.username,
      row.firstName ?? undefined,
      row.lastName ?? undefined,
    ]);
    const passwordHash = await hashPassword(next);
    await this.#deps.db.transaction(async (tx) => {
      await tx
        .update(credentials)
        .set({ passwordHash, changedAt: sql`now()` })
        .where(eq(credentials.userId, row.id));
      await this.#deps.sessions.end(tx, { userId: row.id, except: actor.sessionId }, 'password_changed');
      await recordSecurityEvent(tx, row.id, 'password_changed', {});
      await this.#deps.notifications.email(tx, {
        template: 'password-changed',
        to: row.email,
        userId: row.id,
        data: { username: row.username, resetUrl: `${this.#deps.accountsUrl}/reset` },
        dedupeKey: `changed:${newId()}`,
      });
    });
    this.#deps.sessions.forget();
  }
}
