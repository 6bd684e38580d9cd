import { sql } from 'drizzle-orm';
import type { Db, Tx } from './client.ts';

/** Who acts, and in which district; without one only the actor's own memberships are in sight. */
export type Tenancy = { actorId: string | null; districtId?: string | null };

/** Sets actor and district for the rest of this transaction; the row-level policies go by them. */
export const enterTenant = async (tx: Tx, { actorId, districtId }: Tenancy): Promise<void> => {
  await tx.execute(sql`
    select set_config('app.actor_id', ${actorId ?? ''}, true), set_config('app.district_id', ${districtId ?? ''}, true)`);
};

/** Runs `work` in a transaction that sees the rows of one district, and can write into no other. */
export const inTenant = <T>(db: Db, tenancy: Tenancy, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await enterTenant(tx, tenancy);
    return work(tx);
  });
