import type { Tx } from '@portfolio/db/client';
import { messages } from '@portfolio/db/schema/notifications';
import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { DomainError } from '../kernel/errors.ts';
import { canWait, type TemplateName } from './templates.ts';

/** Invitations and messages that one person may have mailed a day, and that one address gets of them from all. */
export const bySenderMax = 100;
export const toRecipientMax = 5;
/** Mails that anybody can have us send to an address without being signed in. */
const noticesMax = 3;

const countToday = (tx: Tx, where: SQL | undefined): Promise<number> =>
  tx.$count(messages, and(where, gt(messages.createdAt, sql`now() - interval '1 day'`)));

const tooMany = (message: string): DomainError =>
  new DomainError('rate_limited', message, { headers: { 'retry-after': '3600' } });

/** Keeps people from using us as a mailing list. Throws 429. */
export const refuseMany = async (tx: Tx, senderId: string, recipient: string): Promise<void> => {
  // Two at once count one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mails:${senderId}`}, 0))`);
  if ((await countToday(tx, eq(messages.senderId, senderId))) >= bySenderMax)
    throw tooMany('You have sent as many invitations as a day allows. Try again tomorrow.');
  const invitations = and(eq(messages.recipient, recipient), inArray(messages.template, [...canWait]));
  if ((await countToday(tx, invitations)) >= toRecipientMax)
    throw tooMany('This address has been invited several times today. Try again tomorrow.');
};

/** Whether an address has had enough of a notice that a stranger can cause. */
export const hadEnough = async (tx: Tx, template: TemplateName, recipient: string): Promise<boolean> =>
  template === 'already-registered' &&
  (await countToday(tx, and(eq(messages.recipient, recipient), eq(messages.template, template)))) >=
    noticesMax;
