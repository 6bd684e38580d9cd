import type { Db } from '@portfolio/db/client';
import { sql } from 'drizzle-orm';
import { acceptEvents } from '../executor/accept.ts';
import { endRun, isActive, lockRun } from '../executor/state.ts';
import { type Jobs, toWire } from '../jobs.ts';

/** Runs stand in our own database, and the executor carries them out by calling the apps. */
export const embeddedJobs = (db: Db): Jobs => ({
  driver: 'embedded',
  send: (events) => db.transaction((tx) => acceptEvents(tx, events.map(toWire))),
  cancel: (runId) =>
    db.transaction(async (tx) => {
      const run = await lockRun(tx, runId);
      if (!run || !isActive(run)) return false;
      await endRun(tx, runId, { status: 'cancelled' });
      return true;
    }),
  check: async () => {
    await db.execute(sql`select 1 from graphile_worker.migrations limit 1`);
  },
});
