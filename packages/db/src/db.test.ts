import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { isId, newId } from './ids.ts';
import { testDatabase } from './testing.ts';

test('the app role owns nothing and is no superuser', async () => {
  const { db } = await testDatabase();
  const [role] = await db.execute<{ super: boolean; bypass: boolean; owned: number }>(sql`
    select rolsuper as super, rolbypassrls as bypass,
      (select count(*)::int from pg_class where relowner = r.oid) as owned
    from pg_roles r where rolname = current_user`);
  expect(role).toEqual({ super: false, bypass: false, owned: 0 });
});

test('ids are UUIDv7 and sort by time', () => {
  const ids = Array.from({ length: 100 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
});
