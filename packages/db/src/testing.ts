import { afterAll, inject } from 'vitest';
import { createDb, createSql, type Db, type Sql } from './client.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export type TestDatabase = { url: string; ownerUrl: string; db: Db; sql: Sql; close: () => Promise<void> };

let made = 0;

const at = (name: string, user: 'postgres' | 'platform_app'): string => {
  const url = new URL(inject('postgresUrl'));
  url.username = user;
  url.pathname = `/${name}`;
  return url.toString();
};

/** A pool that is closing has sent its good-byes, but the server may not have heard them: a moment, not for ever. */
const untilAlone = async (admin: Sql, name: string): Promise<void> => {
  for (let tries = 0; tries < 40; tries += 1) {
    const [row] = await admin<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where datname = ${name}`;
    if (row?.n === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
};

/**
 * A fresh database, cloned from the migrated template in some 50 ms and dropped when the test file ends.
 * `url` is the role of the apps, `ownerUrl` the superuser's.
 */
export const testDatabase = async (): Promise<TestDatabase> => {
  const name = `test_${process.pid}_${Date.now()}_${made++}`;
  const admin = createSql(at('postgres', 'postgres'), { max: 1, name: 'tests' });
  await admin`create database ${admin(name)} template template_platform strategy file_copy`;
  const url = at(name, 'platform_app');
  const ownerUrl = at(name, 'postgres');
  const { db, close: closeDb } = createDb(url, { max: 6, name: 'tests' });
  const sql = createSql(ownerUrl, { max: 2, name: 'tests' });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await closeDb();
    await sql.end({ timeout: 1 });
    await untilAlone(admin, name);
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end();
  };
  afterAll(close);
  return { url, ownerUrl, db, sql, close };
};
