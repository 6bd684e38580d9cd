import type { Db } from '@portfolio/db/client';
import { devMails } from '@portfolio/db/schema/notifications';
import { sql } from 'drizzle-orm';
import type { Mail } from '../mail.ts';

/** The embedded driver: keeps every message where /dev/inbox shows it. A second copy of one Message-ID is dropped. */
export const devInboxMail = (db: Db): Mail => ({
  provider: 'dev-inbox',
  send: async (message) => {
    await db.insert(devMails).values(message).onConflictDoNothing({ target: devMails.messageId });
  },
  check: async () => {
    await db.execute(sql`select 1`);
  },
});
