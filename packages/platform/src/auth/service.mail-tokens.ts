import type { Tx } from '@portfolio/db/client';
import { mailTokens } from '@portfolio/db/schema/auth';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { DomainError } from '../kernel/errors.ts';
import { hashToken } from '../kernel/keys.ts';

type MailToken = typeof mailTokens.$inferSelect;

/** Uses up a mail's token. Throws 410 `gone` for one that was used or is too old, 404 for one that is not ours. */
export const consumeMailToken = async (
  tx: Tx,
  token: string,
  purpose: MailToken['purpose'],
): Promise<MailToken> => {
  const hash = hashToken(token);
  const [row] = await tx
    .update(mailTokens)
    .set({ consumedAt: sql`now()` })
    .where(
      and(
        eq(mailTokens.hash, hash),
        eq(mailTokens.purpose, purpose),
        isNull(mailTokens.consumedAt),
        gt(mailTokens.expiresAt, sql`now()`),
      ),
    )
    .returning();
  if (row) return row;
  const [known] = await tx
    .select()
    .from(mailTokens)
    .where(and(eq(mailTokens.hash, hash), eq(mailTokens.purpose, purpose)));
  if (known) throw new DomainError('gone', 'This link was used already, or is too old. Ask for a new one.');
  throw new DomainError('not_found', 'This link is not one of ours. Copy it whole, or ask for a new one.');
};
