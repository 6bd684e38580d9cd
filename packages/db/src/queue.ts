import { Logger, runMigrations } from 'graphile-worker';
import type { Sql } from './client.ts';

const schema = 'graphile_worker';

const silent = new Logger(() => () => {});

/** The tables of the queue that the executor works on; graphile-worker keeps its own migrations. Runs each time. */
export const installQueue = (ownerUrl: string): Promise<void> =>
  runMigrations({ connectionString: ownerUrl, logger: silent });

/** graphile-worker turns row-level security on for its tables; the role of the apps may use them all. */
export const openQueue = async (sql: Sql, role: string): Promise<void> => {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = to_regnamespace(${schema}) and c.relkind = 'r' and c.relrowsecurity
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = ${role})`;
  for (const { name } of tables)
    await sql.unsafe(`create policy ${role} on ${schema}.${name} to ${role} using (true) with check (true)`);
};
