import type { Db } from '@portfolio/db/client';
import { clients, firstUses } from '@portfolio/db/schema/auth';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { notFound } from '../kernel/errors.ts';
import { hashToken, randomToken } from '../kernel/keys.ts';
import type { Client, CreateClient } from './schema.ts';

export type ClientRow = typeof clients.$inferSelect;

const toClient = (row: ClientRow): Client => ({
  id: row.id,
  clientId: row.clientId,
  name: row.name,
  public: row.public,
  redirectUris: row.redirectUris,
  postLogoutRedirectUris: row.postLogoutRedirectUris,
  backchannelLogoutUri: row.backchannelLogoutUri,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Third-party relying parties, kept by administrators. */
export class ClientsService {
  readonly #db: Db;

  constructor(ports: { db: Db }) {
    this.#db = ports.db;
  }

  async list(): Promise<{ items: Client[] }> {
    const rows = await this.#db
      .select()
      .from(clients)
      .where(isNull(clients.deletedAt))
      .orderBy(desc(clients.createdAt))
      .limit(200);
    return { items: rows.map(toClient) };
  }

  /** The secret of a confidential client is in the answer this once. */
  async create(actor: Actor, input: CreateClient): Promise<Client & { clientSecret?: string }> {
    const secret = input.public ? undefined : randomToken();
    const [row] = await this.#db
      .insert(clients)
      .values({
        clientId: `client_${randomToken().slice(0, 24)}`,
        secretHash: secret ? hashToken(secret) : null,
        name: input.name,
        public: input.public ?? false,
        redirectUris: input.redirectUris,
        postLogoutRedirectUris: input.postLogoutRedirectUris ?? [],
        backchannelLogoutUri: input.backchannelLogoutUri ?? null,
        createdBy: actor.userId,
      })
      .returning();
    if (!row) throw new Error('insert returned no row');
    return { ...toClient(row), ...(secret ? { clientSecret: secret } : {}) };
  }

  async delete(id: string): Promise<void> {
    const rows = await this.#db
      .update(clients)
      .set({ deletedAt: sql`coalesce(${clients.deletedAt}, now())` })
      .where(eq(clients.id, id))
      .returning({ id: clients.id });
    if (rows.length === 0) throw notFound('client');
  }

  async byClientId(clientId: string): Promise<ClientRow | null> {
    const [row] = await this.#db
      .select()
      .from(clients)
      .where(and(eq(clients.clientId, clientId), isNull(clients.deletedAt)));
    return row ?? null;
  }

  /** True once the person has pressed "Continue" for this app. */
  async usedBefore(userId: string, clientId: string): Promise<boolean> {
    const [row] = await this.#db
      .select()
      .from(firstUses)
      .where(and(eq(firstUses.userId, userId), eq(firstUses.clientId, clientId)));
    return row !== undefined;
  }

  async markUsed(userId: string, clientId: string): Promise<void> {
    await this.#db.insert(firstUses).values({ userId, clientId }).onConflictDoNothing();
  }
}
