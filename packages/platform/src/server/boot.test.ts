import { createDb } from '@portfolio/db/client';
import { type TestDatabase, testDatabase } from '@portfolio/db/testing';
import { beforeAll, expect, test } from 'vitest';
import { createBoot } from './boot.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

const bootAs = (url: string, hosted = true) => {
  const { db, close } = createDb(url, { max: 1, name: 'boot' });
  const said: string[] = [];
  let ended = false;
  const boot = createBoot({
    db,
    hosted,
    log: { fatal: (line: unknown) => said.push(String(line)) },
    end: () => {
      ended = true;
    },
  });
  return { boot, close, said, ended: () => ended };
};

const asRole = async (name: string, make: string): Promise<string> => {
  await database.sql.unsafe(`drop role if exists ${name}`);
  await database.sql.unsafe(`create role ${name} login password 'test' ${make}`);
  const url = new URL(database.ownerUrl);
  url.username = name;
  return url.toString();
};

const expectRefused = async (url: string, name: string): Promise<void> => {
  const { boot, close, said, ended } = bootAs(url);
  await expect(boot.admit()).rejects.toThrow('not set up');
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(`signs in as ${name}`);
  expect(said[0]).not.toContain('\n');
  expect(ended()).toBe(true);
  await close();
};

test('hosted, a superuser, a role past row-level security and an owner of the tables are refused', async () => {
  await expectRefused(database.ownerUrl, 'postgres');
  await expectRefused(await asRole('boot_bypass', 'bypassrls'), 'boot_bypass');
  const owner = await asRole('boot_owner', '');
  await database.sql`alter table students.schools owner to boot_owner`;
  await expectRefused(owner, 'boot_owner');
  // Whoever is a member of the owner can do what the owner can.
  await expectRefused(await asRole('boot_member', 'in role boot_owner'), 'boot_member');
  await database.sql`alter table students.schools owner to postgres`;
  await database.sql`drop role boot_bypass, boot_member, boot_owner`;
});

test('the role of the apps is admitted, and on one machine any', async () => {
  const app = bootAs(database.url);
  await app.boot.admit();
  expect(await app.boot.problem()).toBeNull();
  await app.close();
  const local = bootAs(database.ownerUrl, false);
  await local.boot.admit();
  expect(local.ended()).toBe(false);
  await local.close();
});

test('a schema that is behind is no readiness, until it is brought up to date', async () => {
  const { boot, close } = bootAs(database.url);
  await database.sql`create table kept as select * from drizzle.__drizzle_migrations`;
  await database.sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from kept)`;
  expect(await boot.problem()).toContain('lacks 1 migration of this build: run npm run migrate');
  await database.sql`insert into drizzle.__drizzle_migrations select * from kept where id = (select max(id) from kept)`;
  expect(await boot.problem()).toBeNull();
  await close();
});

test('every table with policies binds its owner too', async () => {
  const open = await database.sql`
    select c.oid::regclass::text from pg_class c
    where c.relrowsecurity and not c.relforcerowsecurity and c.relnamespace <> 'graphile_worker'::regnamespace`;
  expect(open).toHaveLength(0);
  await database.sql`create role boot_other`;
  await database.sql`grant usage on schema students to boot_other`;
  await database.sql`grant select on all tables in schema students to boot_other`;
  const rows = await database.sql.begin(async (tx) => {
    await tx`insert into students.districts (id, name, slug) values (gen_random_uuid(), 'North', 'north')`;
    await tx`alter table students.districts owner to boot_other`;
    await tx`set local role boot_other`;
    const seen = await tx`select 1 from students.districts`;
    await tx`reset role`;
    await tx`alter table students.districts owner to postgres`;
    return seen;
  });
  expect(rows).toHaveLength(0);
  await database.sql`drop owned by boot_other`;
  await database.sql`drop role boot_other`;
});
