import type { Db } from '@portfolio/db/client';
import { schedules } from '@portfolio/db/schema/jobs';
import { and, eq } from 'drizzle-orm';
import { startRun } from './accept.ts';
import { lastDue } from './cron.ts';
import { registeredFunctions } from './registry.ts';

/**
 * Starts the functions whose minute has come, each once a minute however often this is called, and makes up for the
 * last one that fell into a stop of less than an hour.
 */
export const tick = async (db: Db, now: Date): Promise<void> => {
  const registered = (await registeredFunctions(db)).flatMap((fn) => fn.crons.map((cron) => ({ fn, cron })));
  for (const { fn, cron } of registered)
    await db.transaction(async (tx) => {
      const key = and(eq(schedules.functionId, fn.id), eq(schedules.cron, cron));
      const [row] = await tx.select().from(schedules).where(key).for('update');
      if (!row) {
        await tx.insert(schedules).values({ functionId: fn.id, cron, lookedAt: now }).onConflictDoNothing();
        return;
      }
      const due = lastDue(cron, row.lookedAt, now);
      if (due === null) return;
      await tx.update(schedules).set({ lookedAt: now }).where(key);
      await startRun(tx, fn, {
        id: `cron:${fn.id}:${cron}:${due.toISOString()}`,
        name: 'inngest/scheduled.timer',
        ts: due.getTime(),
        data: { cron },
      });
    });
};
