import type { Sql } from './client.ts';
import { openQueue } from './queue.ts';

/** The role that every process but the migrator uses: no superuser, owner of nothing, bound by row-level security. */
export const appRole = 'platform_app';

const unloggedTables = ['kv.entries', 'kv.rate_limits'];

/** Logs: rows are added and read, never changed or taken out by an app. */
const appendOnlyTables = ['auth.security_events'];

/** Tables whose wide columns are kept out of line from this row size (bytes), so that scans of the rest stay short. */
const narrowTables = { 'search.documents': 256 };

/** Extensions and the app role, which the generated migrations and grants need. Runs each time. */
export const beforeMigrations = async (sql: Sql, appPassword: string | undefined): Promise<void> => {
  for (const extension of ['pg_trgm', 'unaccent', 'citext', 'fuzzystrmatch'])
    await sql.unsafe(`create extension if not exists ${extension}`);
  const [role] = await sql`select 1 from pg_roles where rolname = ${appRole}`;
  if (!role) await sql.unsafe(`create role ${appRole} login nosuperuser nocreatedb nocreaterole nobypassrls`);
  if (appPassword !== undefined) {
    const quoted = appPassword.replaceAll("'", "''");
    await sql.unsafe(`alter role ${appRole} password '${quoted}'`);
  }
};

/**
 * Policies bind the tables' owner too: whoever runs an app with the owner's address by mistake sees no more than others.
 * Foreign keys and superusers stay past them. The queue's tables are graphile-worker's own.
 */
const forceRowSecurity = async (sql: Sql): Promise<void> => {
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind in ('r', 'p') and c.relrowsecurity and not c.relforcerowsecurity
      and c.relnamespace is distinct from to_regnamespace('graphile_worker')`;
  for (const { name } of tables) await sql.unsafe(`alter table ${name} force row level security`);
};

/** Grants and table options which drizzle-kit cannot express. Runs each time, after the migrations. */
export const afterMigrations = async (sql: Sql): Promise<void> => {
  const rows = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace
    where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public')`;
  for (const { name } of rows) {
    await sql.unsafe(`grant usage on schema "${name}" to ${appRole}`);
    const rights = name === 'drizzle' ? 'select' : 'select, insert, update, delete';
    await sql.unsafe(`grant ${rights} on all tables in schema "${name}" to ${appRole}`);
    await sql.unsafe(`grant usage, select on all sequences in schema "${name}" to ${appRole}`);
    await sql.unsafe(`grant execute on all functions in schema "${name}" to ${appRole}`);
  }
  for (const table of appendOnlyTables) await sql.unsafe(`revoke update, delete on ${table} from ${appRole}`);
  for (const [table, bytes] of Object.entries(narrowTables))
    await sql.unsafe(`alter table if exists ${table} set (toast_tuple_target = ${bytes})`);
  await forceRowSecurity(sql);
  await openQueue(sql, appRole);
  for (const table of unloggedTables) {
    const [found] = await sql`
      select 1 from pg_class where oid = to_regclass(${table}) and relpersistence = 'p'`;
    if (found) await sql.unsafe(`alter table ${table} set unlogged`);
  }
};
