import type { Sql } from '@portfolio/db/client';

const lockKey = 7_204_312;
const tryEveryMs = 300;
const beatEveryMs = 3_000;

export type Leadership = { lost: Promise<void>; release: () => Promise<void> };

/**
 * Waits until this process is the one executor of the database. PostgreSQL gives the lock back the moment that the
 * connection of a killed process ends, so a successor starts at once and no clock decides who is dead.
 */
export const becomeLeader = async (sql: Sql, signal: AbortSignal): Promise<Leadership | null> => {
  const connection = await sql.reserve();
  for (;;) {
    const [row] = await connection`select pg_try_advisory_lock(${lockKey}) as mine`;
    if (row?.mine === true) break;
    if (signal.aborted) {
      connection.release();
      return null;
    }
    await new Promise((done) => setTimeout(done, tryEveryMs));
  }
  let beat: NodeJS.Timeout | undefined;
  const lost = new Promise<void>((fail) => {
    const look = async (): Promise<void> => {
      try {
        const [row] = await connection`
          select count(*)::int as held from pg_locks
          where locktype = 'advisory' and objid = ${lockKey} and pid = pg_backend_pid() and granted`;
        if (row?.held === 1) return;
      } catch {
        // A broken connection has lost the lock, too.
      }
      clearInterval(beat);
      fail();
    };
    beat = setInterval(() => void look(), beatEveryMs);
  });
  return {
    lost,
    release: async () => {
      clearInterval(beat);
      await connection`select pg_advisory_unlock(${lockKey})`.catch(() => {});
      connection.release();
    },
  };
};
