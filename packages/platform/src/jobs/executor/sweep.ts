import type { Db } from '@portfolio/db/client';
import { deadLetters } from '@portfolio/db/schema/events';
import { jobEvents, runs } from '@portfolio/db/schema/jobs';
import { and, isNotNull, lt, notExists, sql } from 'drizzle-orm';
import { pruneInbox } from '../../events/inbox.ts';

const dayMs = 86_400_000;
const runDays = 14;
const inboxDays = 60;
const letterDays = 90;

/** Forgets what nobody will ask for any more: ended runs, their events, settled letters, old inbox rows. */
export const sweep = async (db: Db, now: Date): Promise<void> => {
  const before = (days: number): Date => new Date(now.getTime() - days * dayMs);
  await db.delete(runs).where(lt(runs.endedAt, before(runDays)));
  await db
    .delete(jobEvents)
    .where(
      and(
        lt(jobEvents.receivedAt, before(runDays)),
        notExists(db.select({ one: sql`1` }).from(runs).where(sql`${runs.eventId} = ${jobEvents.id}`)),
      ),
    );
  await db
    .delete(deadLetters)
    .where(and(isNotNull(deadLetters.resolvedAt), lt(deadLetters.resolvedAt, before(letterDays))));
  await pruneInbox(db, before(inboxDays));
  await db.execute(
    sql`delete from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null`,
  );
};
