import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { Bell } from './bell.ts';
import { preparing } from './prepare.ts';

export type Db = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = Db | Tx;
export type Sql = postgres.Sql;

export type DbOptions = {
  /** Most connections of this process; the embedded server takes 100 in all. */
  max: number;
  /** Shown in pg_stat_activity. */
  name: string;
  statementTimeoutMs?: number;
  /** Settings of PostgreSQL that each connection begins with. */
  settings?: Record<string, string>;
};

const connect = (url: string, options: DbOptions): Sql =>
  postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: options.name,
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      idle_in_transaction_session_timeout: 60_000,
      // A plan that was made when a table was small is not kept for when it is large.
      plan_cache_mode: 'force_custom_plan',
      ...options.settings,
    },
  });

/** A drizzle handle with a pool of its own: drizzle replaces the parsers of the client that it is given. */
export const createDb = (url: string, options: DbOptions): { db: Db; close: () => Promise<void> } => {
  const client = connect(url, options);
  const bell = new Bell(client);
  const close = async (): Promise<void> => {
    await bell.close();
    await client.end({ timeout: 5 });
  };
  return { db: bell.on(drizzle(preparing(client))), close };
};

/** A raw client for LISTEN, advisory locks and SQL that drizzle cannot say. */
export const createSql = (url: string, options: DbOptions): Sql => connect(url, options);
