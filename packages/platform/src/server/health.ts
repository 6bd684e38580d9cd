import { sql } from 'drizzle-orm';
import type { PortHealth } from '../operations/router.ts';
import type { Platform } from './platform.ts';

const probe = async (name: string, driver: string, check: () => Promise<unknown>): Promise<PortHealth> => {
  const began = performance.now();
  const ms = (): number => Math.round((performance.now() - began) * 10) / 10;
  try {
    await check();
    return { name, driver, ok: true, ms: ms(), error: null };
  } catch (error) {
    return {
      name,
      driver,
      ok: false,
      ms: ms(),
      error: error instanceof Error ? error.message.slice(0, 300) : 'unknown',
    };
  }
};

/** Asks each port's driver whether it answers now. */
export const portsHealth = ({ ports, drivers }: Platform): Promise<PortHealth[]> =>
  Promise.all([
    probe('database', drivers.database, () => ports.db.execute(sql`select 1`)),
    probe('jobs', drivers.jobs, () => ports.jobs.check()),
    probe('key-value', drivers['key-value'], () => ports.kv.get('health')),
    probe('files', drivers.files, () => ports.files.check()),
    probe('search', drivers.search, () => ports.search.check()),
    probe('mail', drivers.mail, () => ports.mail.check()),
    probe('browser', drivers.browser, () => ports.browser.check()),
  ]);
