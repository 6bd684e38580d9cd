import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { newId } from './ids.ts';

/** A point in time, ISO 8601 on our side, microseconds in the table. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** A transaction's 64-bit id, as a decimal text. */
export const xid = customType<{ data: string }>({ dataType: () => 'xid8' });

/** The columns of every resource: a UUIDv7 made by us, and when it came and last changed. */
export const resource = () => ({
  id: uuid('id').primaryKey().$defaultFn(newId),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});
