import type { Db } from '@portfolio/db/client';
import { issuerSessions, oidcPayloads, sessions } from '@portfolio/db/schema/auth';
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { hashToken } from '../../kernel/keys.ts';
import type { ClientsService } from '../service.clients.ts';
import type { SessionLinks } from '../service.session-links.ts';
import type { SessionsService } from '../service.sessions.ts';
import { thirdPartyMetadata } from './oidc-clients.ts';

type Deps = { db: Db; links: SessionLinks; clients: ClientsService; sessions: SessionsService };

/** What is nothing without a session; the others (grants, interactions) may stand before one is known. */
const bound: ReadonlySet<string> = new Set(['AccessToken', 'RefreshToken', 'AuthorizationCode']);
type Row = typeof oidcPayloads.$inferSelect;

/** jsonb gives back what oidc-provider stored; the shape is its own. */
const payloadOf = (row: Row, id: string): AdapterPayload => ({
  ...row.payload,
  jti: id,
  ...(row.consumedAt ? { consumed: Math.floor(row.consumedAt.getTime() / 1000) } : {}),
});

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** The `sid` that the issuer gave each client within its browser session. */
const pairsOf = (payload: AdapterPayload): { clientId: string; sid: string }[] =>
  Object.entries(asRecord(payload.authorizations)).flatMap(([clientId, value]) => {
    const { sid } = asRecord(value);
    return typeof sid === 'string' ? [{ clientId, sid }] : [];
  });

/**
 * oidc-provider's store in Postgres. Values are stored by hash; whatever hangs on a session is found only while that
 * session is alive, so ending the row ends every token at once.
 */
export class OidcAdapter implements Adapter {
  readonly #model: string;
  readonly #deps: Deps;

  constructor(model: string, deps: Deps) {
    this.#model = model;
    this.#deps = deps;
  }

  async #sessionIdOf(payload: AdapterPayload): Promise<string | null> {
    const extra = asRecord(payload.extra).sid;
    if (typeof extra === 'string') return extra;
    const uid = this.#model === 'Session' ? payload.uid : payload.sessionUid;
    if (!uid) return null;
    const [row] = await this.#deps.db.select().from(issuerSessions).where(eq(issuerSessions.uid, uid));
    return row?.sessionId ?? null;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const { jti: _, consumed: __, ...stored } = payload;
    if (this.#model === 'Session' && payload.uid)
      await this.#deps.links.linkClients(payload.uid, pairsOf(payload));
    const sessionId = await this.#sessionIdOf(payload);
    const values = {
      payload: stored,
      grantId: payload.grantId ?? null,
      uid: payload.uid ?? null,
      ...(sessionId ? { sessionId } : {}),
      expiresAt: expiresIn ? sql`now() + ${expiresIn}::float8 * interval '1 second'` : null,
    };
    await this.#deps.db
      .insert(oidcPayloads)
      .values({ model: this.#model, idHash: hashToken(id), ...values })
      .onConflictDoUpdate({ target: [oidcPayloads.model, oidcPayloads.idHash], set: values });
  }

  #where(id: string) {
    return and(eq(oidcPayloads.model, this.#model), eq(oidcPayloads.idHash, hashToken(id)));
  }

  async #findWhere(where: ReturnType<typeof and>): Promise<Row | undefined> {
    const [found] = await this.#deps.db
      .select({ row: oidcPayloads })
      .from(oidcPayloads)
      .leftJoin(sessions, eq(sessions.id, oidcPayloads.sessionId))
      .where(
        and(
          where,
          or(isNull(oidcPayloads.expiresAt), sql`${oidcPayloads.expiresAt} > now()`),
          or(
            bound.has(this.#model) ? undefined : isNull(oidcPayloads.sessionId),
            and(isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`)),
          ),
        ),
      );
    return found?.row;
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.#model === 'Client') {
      const client = await this.#deps.clients.byClientId(id);
      return client ? thirdPartyMetadata(client) : undefined;
    }
    const row = await this.#findWhere(this.#where(id));
    return row ? payloadOf(row, id) : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const row = await this.#findWhere(and(eq(oidcPayloads.model, this.#model), eq(oidcPayloads.uid, uid)));
    // The value itself is stored hashed; the issuer only reads a session that it finds by uid.
    return row ? payloadOf(row, row.idHash) : undefined;
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** Two at once: the row says which was first. The other is a reuse, and what came of the first goes with it. */
  async consume(id: string): Promise<void> {
    const { db, sessions: sessionsService } = this.#deps;
    const claimed = await db
      .update(oidcPayloads)
      .set({ consumedAt: sql`now()` })
      .where(and(this.#where(id), isNull(oidcPayloads.consumedAt)))
      .returning({ model: oidcPayloads.model });
    if (claimed.length > 0) return;
    const row = await this.#findWhere(this.#where(id));
    if (row?.grantId) await db.delete(oidcPayloads).where(eq(oidcPayloads.grantId, row.grantId));
    const [owner] = row?.sessionId
      ? await db.select({ id: sessions.userId }).from(sessions).where(eq(sessions.id, row.sessionId))
      : [];
    if (owner && row?.sessionId && this.#model === 'RefreshToken') {
      const which = { userId: owner.id, only: row.sessionId };
      await db.transaction((tx) => sessionsService.end(tx, which, 'token_reused'));
      sessionsService.forget();
    }
    throw new errors.InvalidGrant('this was used already: ask the person to sign in again');
  }

  async destroy(id: string): Promise<void> {
    await this.#deps.db.delete(oidcPayloads).where(this.#where(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#deps.db
      .delete(oidcPayloads)
      .where(and(eq(oidcPayloads.model, this.#model), eq(oidcPayloads.grantId, grantId)));
  }
}
