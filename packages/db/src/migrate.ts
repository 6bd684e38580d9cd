import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { installQueue } from './queue.ts';
import { afterMigrations, beforeMigrations } from './rules.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
const lockKey = 7_204_311;

const open = (url: string) => postgres(url, { max: 1, onnotice: () => {} });

/** Makes the database that the address names, if the server does not have it. */
export const ensureDatabase = async (ownerUrl: string): Promise<void> => {
  const target = new URL(ownerUrl);
  const name = target.pathname.slice(1);
  target.pathname = '/postgres';
  const sql = open(target.toString());
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
};

/**
 * Brings the database to this build's schema: extensions and roles, the generated migrations, then the rules that
 * drizzle cannot generate (grants, unlogged tables). One at a time, under an advisory lock; safe to run again.
 */
export const migrate = async (ownerUrl: string, appPassword: string | undefined): Promise<void> => {
  const sql = open(ownerUrl);
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    await beforeMigrations(sql, appPassword);
    if (existsSync(migrationsFolder)) await runMigrations(drizzle(sql), { migrationsFolder });
    await installQueue(ownerUrl);
    await afterMigrations(sql);
  } finally {
    await sql.end();
  }
};
