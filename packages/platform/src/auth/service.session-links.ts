import type { Db } from '@portfolio/db/client';
import { issuerSessions, sessionClients, sessions } from '@portfolio/db/schema/auth';
import { users } from '@portfolio/db/schema/users';
import { and, asc, eq } from 'drizzle-orm';
import { isAliveNow } from './service.sessions.ts';

/** Which of our sessions the issuer's own and its clients' belong to. */
export class SessionLinks {
  readonly #db: Db;

  constructor(ports: { db: Db }) {
    this.#db = ports.db;
  }

  /** Ties the issuer's browser session, and the `sid` of each client in it, to ours. */
  async link(uid: string, sessionId: string): Promise<void> {
    await this.#db
      .insert(issuerSessions)
      .values({ uid, sessionId })
      .onConflictDoUpdate({ target: issuerSessions.uid, set: { sessionId } });
  }

  async linkClients(uid: string, pairs: { clientId: string; sid: string }[]): Promise<void> {
    const [linked] = await this.#db.select().from(issuerSessions).where(eq(issuerSessions.uid, uid));
    if (!linked || pairs.length === 0) return;
    await this.#db
      .insert(sessionClients)
      .values(pairs.map((pair) => ({ ...pair, sessionId: linked.sessionId })))
      .onConflictDoUpdate({ target: sessionClients.sid, set: { sessionId: linked.sessionId } });
  }

  /** The relying parties of a session, for back-channel logout. */
  async clientsOf(sessionId: string): Promise<{ clientId: string; sid: string }[]> {
    return this.#db
      .select({ clientId: sessionClients.clientId, sid: sessionClients.sid })
      .from(sessionClients)
      .where(eq(sessionClients.sessionId, sessionId))
      .orderBy(asc(sessionClients.createdAt));
  }

  async idByUid(uid: string): Promise<string | null> {
    const [row] = await this.#db
      .select({ id: sessions.id })
      .from(issuerSessions)
      .innerJoin(sessions, eq(sessions.id, issuerSessions.sessionId))
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(issuerSessions.uid, uid), isAliveNow()));
    return row?.id ?? null;
  }

  /** When the password of a session was given; null once the session is over. */
  async signedInAt(sessionId: string): Promise<Date | null> {
    const [row] = await this.#db
      .select({ at: sessions.createdAt })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.id, sessionId), isAliveNow()));
    return row?.at ?? null;
  }
}
