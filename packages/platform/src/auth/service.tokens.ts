import type { Db } from '@portfolio/db/client';
import { personalTokens } from '@portfolio/db/schema/auth';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { DomainError, invalid, notFound } from '../kernel/errors.ts';
import { hashToken, randomToken } from '../kernel/keys.ts';
import type { CreateToken, PersonalToken } from './schema.ts';
import { recordSecurityEvent } from './service.log.ts';
import { type SessionsService, scopesOfPerson } from './service.sessions.ts';

type Row = typeof personalTokens.$inferSelect;

const toToken = (row: Row): PersonalToken => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Personal access tokens: shown once, stored hashed. */
export class PersonalTokensService {
  readonly #db: Db;
  readonly #sessions: SessionsService;

  constructor(ports: { db: Db; sessions: SessionsService }) {
    this.#db = ports.db;
    this.#sessions = ports.sessions;
  }

  async list(actor: Actor): Promise<{ items: PersonalToken[] }> {
    const rows = await this.#db
      .select()
      .from(personalTokens)
      .where(and(eq(personalTokens.userId, actor.userId), isNull(personalTokens.revokedAt)))
      .orderBy(desc(personalTokens.createdAt))
      .limit(100);
    return { items: rows.map(toToken) };
  }

  /** Throws 403 until the address is verified, 422 for a scope that the person lacks, 409 past a hundred tokens. */
  async create(actor: Actor, input: CreateToken): Promise<PersonalToken & { token: string }> {
    if (!actor.emailVerified)
      throw new DomainError(
        'forbidden',
        'Confirm your e-mail address first: press the button in the mail that we sent when you signed up.',
      );
    const own = scopesOfPerson(actor.admin);
    const foreign = input.scopes.find((scope) => !own.includes(scope));
    if (foreign) throw invalid('scopes', `You do not have the scope ${foreign} yourself.`);
    if ((await this.list(actor)).items.length >= 100)
      throw new DomainError('conflict', 'A hundred tokens are the most: revoke one first.');
    const token = `pat_${randomToken()}`;
    const [row] = await this.#db.transaction(async (tx) => {
      await recordSecurityEvent(tx, actor.userId, 'token_created', { name: input.name });
      return tx
        .insert(personalTokens)
        .values({
          userId: actor.userId,
          name: input.name,
          hash: hashToken(token),
          scopes: [...new Set(input.scopes)],
          expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
        })
        .returning();
    });
    if (!row) throw new Error('insert returned no row');
    return { ...toToken(row), token };
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    const mine = and(eq(personalTokens.id, id), eq(personalTokens.userId, actor.userId));
    await this.#db.transaction(async (tx) => {
      const rows = await tx
        .update(personalTokens)
        .set({ revokedAt: sql`coalesce(${personalTokens.revokedAt}, now())` })
        .where(mine)
        .returning({ name: personalTokens.name });
      if (!rows[0]) throw notFound('token');
      await tx.execute(sql`select pg_notify('session_ended', '')`);
      await recordSecurityEvent(tx, actor.userId, 'token_revoked', { name: rows[0].name });
    });
    this.#sessions.forget();
  }
}
