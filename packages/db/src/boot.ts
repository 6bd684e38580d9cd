import { sql } from 'drizzle-orm';
import journal from '../migrations/meta/_journal.json' with { type: 'json' };
import type { Db } from './client.ts';

const codeOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? error.code : codeOf(error.cause);
};
const undefinedTable = '42P01';

/** How many migrations of this build the database still lacks; one that is ahead of this build lacks none. */
export const missingMigrations = async (db: Db): Promise<number> => {
  try {
    const [row] = await db.execute<{ last: string | null }>(
      sql`select max(created_at)::text as last from drizzle.__drizzle_migrations`,
    );
    const last = Number(row?.last ?? 0);
    return journal.entries.filter(({ when }) => when > last).length;
  } catch (error) {
    if (codeOf(error) === undefinedTable) return journal.entries.length;
    throw error;
  }
};

/** The name of the role that signs in here, if row-level security does not bind it as it must bind an app; else null. */
export const unboundRole = async (db: Db): Promise<string | null> => {
  const [role] = await db.execute<{ name: string; unbound: boolean }>(sql`
    select rolname as name, rolsuper or rolbypassrls or exists (
      select 1 from pg_class c
      where c.relkind in ('r', 'p') and c.relrowsecurity and pg_has_role(r.oid, c.relowner, 'USAGE')) as unbound
    from pg_roles r where rolname = current_user`);
  return role?.unbound ? role.name : null;
};
