import type { Tx } from '@portfolio/db/client';
import { oidcPayloads, personalTokens } from '@portfolio/db/schema/auth';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { recordSecurityEvent } from './service.log.ts';

/**
 * Takes back what somebody may have been given in this person's name: every personal token, and every consent to a
 * third party with its tokens. For moments that prove who owns the account; end the sessions beside it.
 */
export const revokeGrants = async (tx: Tx, userId: string): Promise<void> => {
  const revoked = await tx
    .update(personalTokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(personalTokens.userId, userId), isNull(personalTokens.revokedAt)))
    .returning({ name: personalTokens.name });
  for (const { name } of revoked) await recordSecurityEvent(tx, userId, 'token_revoked', { name });
  // Grants, codes and tokens carry the account; those of a session that stays are made anew without a question.
  await tx.delete(oidcPayloads).where(sql`${oidcPayloads.payload} ->> 'accountId' = ${userId}
    and ${oidcPayloads.model} <> 'Session'
    and ${oidcPayloads.payload} ->> 'clientId' is distinct from 'platform'`);
  // An empty name makes every process forget all that it has cached.
  await tx.execute(sql`select pg_notify('session_ended', '')`);
};
