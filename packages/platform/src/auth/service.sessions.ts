import type { Db, Sql, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { clients, oidcPayloads, personalTokens, sessionClients, sessions } from '@portfolio/db/schema/auth';
import { users } from '@portfolio/db/schema/users';
import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { publish } from '../events/events.ts';
import { type Actor, adminScopes, allScopes, personScopes } from '../kernel/actor.ts';
import { crashPoint } from '../kernel/crash.ts';
import { notFound } from '../kernel/errors.ts';
import { hashToken } from '../kernel/keys.ts';
import { sessionEnded } from './events.ts';
import type { Session } from './schema.ts';
import { currentPlace, recordSecurityEvent } from './service.log.ts';

const cacheMs = 30_000;
const cacheMax = 20_000;
const sessionDays = 30;
const endedChannel = 'session_ended';

type Cached = { actor: Actor | null; until: number };
type UserFacts = { id: string; username: string; email: string; verifiedAt: Date | null };

export type NewSession = { userId: string; cookieHash?: string | undefined };

const userFacts = {
  id: users.id,
  username: users.username,
  email: users.email,
  verifiedAt: users.emailVerifiedAt,
};

/** Of sessions joined with their users: neither ended nor too old. */
export const isAliveNow = () =>
  and(isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`), isNull(users.erasedAt));

/** Who is signed in: resolves tokens and cookies against the session rows, and ends sessions. */
export class SessionsService {
  readonly #db: Db;
  readonly #adminEmails: ReadonlySet<string>;
  readonly #cache = new Map<string, Cached>();

  constructor(ports: { db: Db; adminEmails: ReadonlySet<string> }) {
    this.#db = ports.db;
    this.#adminEmails = ports.adminEmails;
  }

  /** Drops what is cached of a session the moment any process ends it; without it the 30 s bound holds. */
  async watch(listener: Sql): Promise<void> {
    await listener.listen(endedChannel, (sessionId) => {
      for (const [key, { actor }] of this.#cache)
        if (!sessionId || actor?.sessionId === sessionId) this.#cache.delete(key);
    });
  }

  async #cached(key: string, load: () => Promise<Actor | null>): Promise<Actor | null> {
    const hit = this.#cache.get(key);
    if (hit && hit.until > Date.now()) return hit.actor;
    const actor = await load();
    if (this.#cache.size >= cacheMax) this.#cache.clear();
    if (actor) this.#cache.set(key, { actor, until: Date.now() + cacheMs });
    else this.#cache.delete(key);
    return actor;
  }

  #actor(
    user: UserFacts,
    rest: Pick<Actor, 'kind' | 'sessionId' | 'clientId'>,
    granted: readonly string[] | null,
  ): Actor {
    const emailVerified = user.verifiedAt !== null;
    const isAdmin = emailVerified && this.#adminEmails.has(user.email);
    const own = new Set(isAdmin ? allScopes : personScopes);
    // A narrow token does not carry the whole role: of it, only the scopes that were given.
    const admin = isAdmin && rest.kind === 'session';
    const scopes = granted === null ? own : new Set(granted.filter((scope) => own.has(scope)));
    return { userId: user.id, username: user.username, scopes, admin, emailVerified, ...rest };
  }

  /** The actor of an access token or personal access token; null when it is not valid (any more). */
  bearer(token: string): Promise<Actor | null> {
    const hash = hashToken(token);
    return this.#cached(`token:${hash}`, () =>
      token.startsWith('pat_') ? this.#personal(hash) : this.#access(hash),
    );
  }

  async #access(idHash: string): Promise<Actor | null> {
    const [row] = await this.#db
      .select({ payload: oidcPayloads.payload, sessionId: sessions.id, ...userFacts })
      .from(oidcPayloads)
      .innerJoin(sessions, eq(sessions.id, oidcPayloads.sessionId))
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(
        and(
          eq(oidcPayloads.model, 'AccessToken'),
          eq(oidcPayloads.idHash, idHash),
          gt(oidcPayloads.expiresAt, sql`now()`),
          isAliveNow(),
        ),
      );
    if (!row) return null;
    const clientId = String(row.payload.clientId);
    const scopes = String(row.payload.scope ?? '').split(' ');
    const firstParty = clientId === 'platform';
    return this.#actor(
      row,
      { kind: firstParty ? 'session' : 'client', sessionId: row.sessionId, clientId },
      firstParty ? null : scopes,
    );
  }

  async #personal(hash: string): Promise<Actor | null> {
    const [row] = await this.#db
      .select({
        tokenId: personalTokens.id,
        scopes: personalTokens.scopes,
        lastUsedAt: personalTokens.lastUsedAt,
        ...userFacts,
      })
      .from(personalTokens)
      .innerJoin(users, eq(users.id, personalTokens.userId))
      .where(
        and(
          eq(personalTokens.hash, hash),
          isNull(personalTokens.revokedAt),
          isNull(users.erasedAt),
          sql`(${personalTokens.expiresAt} is null or ${personalTokens.expiresAt} > now())`,
        ),
      );
    if (!row) return null;
    await this.#db
      .update(personalTokens)
      .set({ lastUsedAt: sql`now()` })
      .where(eq(personalTokens.id, row.tokenId));
    return this.#actor(row, { kind: 'personal_token' }, row.scopes);
  }

  /** The actor behind a relying party's cookie: its `sid` leads to the session. */
  bySid(sid: string): Promise<Actor | null> {
    return this.#cached(`sid:${sid}`, async () => {
      const [row] = await this.#db
        .select({ sessionId: sessions.id, lastSeenAt: sessions.lastSeenAt, ...userFacts })
        .from(sessionClients)
        .innerJoin(sessions, eq(sessions.id, sessionClients.sessionId))
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessionClients.sid, sid), isAliveNow()));
      return row ? this.#seen(row) : null;
    });
  }

  /** The actor behind the front door's own cookie. */
  byCookie(token: string): Promise<Actor | null> {
    const hash = hashToken(token);
    return this.#cached(`cookie:${hash}`, async () => {
      const [row] = await this.#db
        .select({ sessionId: sessions.id, lastSeenAt: sessions.lastSeenAt, ...userFacts })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.cookieHash, hash), isAliveNow()));
      return row ? this.#seen(row) : null;
    });
  }

  /** Notes that a session is in use, at most once a minute. */
  async #seen(row: UserFacts & { sessionId: string; lastSeenAt: Date }): Promise<Actor> {
    if (Date.now() - row.lastSeenAt.getTime() > 60_000)
      await this.#db.update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.id, row.sessionId));
    return this.#actor(row, { kind: 'session', sessionId: row.sessionId }, null);
  }

  /** Forgets the cache of a cookie or token, for the process that has just changed what it stands for. */
  forget(): void {
    this.#cache.clear();
  }

  /** Opens a session for a person who has just proved who they are. */
  async open(tx: Tx, input: NewSession): Promise<{ id: string }> {
    const sessionId = newId();
    await tx.insert(sessions).values({
      id: sessionId,
      userId: input.userId,
      cookieHash: input.cookieHash ?? null,
      ...currentPlace(),
      expiresAt: sql`now() + ${`${sessionDays} days`}::interval`,
    });
    await recordSecurityEvent(tx, input.userId, 'signed_in', {});
    return { id: sessionId };
  }

  /** Ends sessions within a transaction: tokens die with the rows, and the event tells the relying parties. */
  async end(
    tx: Tx,
    which: { userId: string; only?: string; except?: string | undefined },
    reason: string,
  ): Promise<number> {
    const rows = await tx
      .update(sessions)
      .set({ endedAt: sql`now()`, endReason: reason, updatedAt: sql`now()` })
      .where(
        and(
          eq(sessions.userId, which.userId),
          isNull(sessions.endedAt),
          which.only ? eq(sessions.id, which.only) : undefined,
          which.except ? ne(sessions.id, which.except) : undefined,
        ),
      )
      .returning({ id: sessions.id });
    for (const { id } of rows) {
      await publish(
        tx,
        sessionEnded.of({
          subject: id,
          actor: which.userId,
          data: { sessionId: id, userId: which.userId, reason },
        }),
      );
      await tx.execute(sql`select pg_notify(${endedChannel}, ${id})`);
      await recordSecurityEvent(tx, which.userId, 'session_ended', { reason });
    }
    return rows.length;
  }

  /** Sign-out: ends the caller's own session everywhere. Again is fine. */
  async signOut(actor: Actor, reason = 'signed_out'): Promise<void> {
    const only = actor.sessionId;
    if (!only) return;
    await this.#db.transaction(async (tx) => {
      await this.end(tx, { userId: actor.userId, only }, reason);
      crashPoint('signout.before-commit');
    });
    crashPoint('signout.after-commit');
    this.forget();
  }

  async list(actor: Actor): Promise<{ items: Session[] }> {
    const rows = await this.#db
      .select({
        session: sessions,
        apps: sql<
          string[]
        >`coalesce(array_agg(distinct coalesce(${clients.name}, ${sessionClients.clientId})) filter (where ${sessionClients.clientId} is not null), '{}')`,
      })
      .from(sessions)
      .leftJoin(sessionClients, eq(sessionClients.sessionId, sessions.id))
      .leftJoin(clients, eq(clients.clientId, sessionClients.clientId))
      .where(
        and(eq(sessions.userId, actor.userId), isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`)),
      )
      .groupBy(sessions.id)
      .orderBy(desc(sessions.lastSeenAt))
      .limit(100);
    const items = rows.map(({ session, apps }) => ({
      id: session.id,
      device: session.device,
      browser: session.browser,
      ip: session.ip,
      createdAt: session.createdAt.toISOString(),
      updatedAt: session.updatedAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      apps,
      current: session.id === actor.sessionId,
    }));
    return { items };
  }

  async endOne(actor: Actor, sessionId: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const [own] = await tx
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.id, sessionId), eq(sessions.userId, actor.userId)));
      if (!own) throw notFound('session');
      await this.end(tx, { userId: actor.userId, only: sessionId }, 'ended_by_owner');
    });
    this.forget();
  }

  async endOthers(actor: Actor): Promise<void> {
    await this.#db.transaction((tx) =>
      this.end(tx, { userId: actor.userId, except: actor.sessionId }, 'ended_by_owner'),
    );
    this.forget();
  }

  async isAlive(sessionId: string): Promise<boolean> {
    const [row] = await this.#db
      .select({ id: sessions.id })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.id, sessionId), isAliveNow()));
    return row !== undefined;
  }
}

export const scopesOfPerson = (admin: boolean): readonly string[] =>
  admin ? [...personScopes, ...adminScopes] : personScopes;
