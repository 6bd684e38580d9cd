import type { Db, Queryable } from '@portfolio/db/client';
import { securityEvents } from '@portfolio/db/schema/auth';
import Bowser from 'bowser';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { decodeIdCursor, encodeCursor, type listInput, page } from '../kernel/cursor.ts';
import { currentTrace } from '../kernel/trace.ts';
import type { SecurityEvent } from './schema.ts';

const order = 'security-log';

/** Keeps the first half of an address: enough to recognise one's own network, too little to find a person. */
const shortIp = (ip: string): string => {
  if (ip === '') return '';
  if (/^(?:::1|(?:::ffff:)?127\..*)$/.test(ip)) return 'this computer';
  const parts = ip.includes(':') ? ip.split(':').slice(0, 3) : ip.split('.').slice(0, 2);
  return `${parts.join(ip.includes(':') ? ':' : '.')}${ip.includes(':') ? '::' : '.*.*'}`;
};

const deviceOf = (userAgent: string): { device: string; browser: string } => {
  const parsed = Bowser.parse(userAgent || 'unknown');
  const device = [parsed.os.name, parsed.platform.type].filter(Boolean).join(', ');
  return {
    device: device || 'Unknown device',
    browser: parsed.browser.name || userAgent.split('/')[0] || 'Unknown',
  };
};

/** Where the present request comes from, as sessions and the log keep it. */
export const currentPlace = (): { device: string; browser: string; ip: string } => {
  const trace = currentTrace();
  return { ...deviceOf(trace?.userAgent ?? ''), ip: shortIp(trace?.ip ?? '') };
};

/** Adds to the append-only log of an account, with the caller's changes. */
export const recordSecurityEvent = async (
  tx: Queryable,
  userId: string,
  kind: string,
  data: Record<string, unknown>,
): Promise<void> => {
  const { device, browser, ip } = currentPlace();
  await tx.insert(securityEvents).values({ userId, kind, ip, device: `${browser} on ${device}`, data });
};

const toEvent = (row: typeof securityEvents.$inferSelect): SecurityEvent => ({
  id: row.id,
  kind: row.kind,
  ip: row.ip,
  device: row.device,
  data: row.data,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** What happened to an account, for its owner to read. Rows are only ever added. */
export class SecurityLogService {
  readonly #db: Db;

  constructor(ports: { db: Db }) {
    this.#db = ports.db;
  }

  /** The caller's own, newest first. */
  async list(actor: Actor, { cursor, limit }: z.output<typeof listInput>) {
    const before = cursor ? decodeIdCursor(cursor, order).id : undefined;
    const rows = await this.#db
      .select()
      .from(securityEvents)
      .where(and(eq(securityEvents.userId, actor.userId), before ? lt(securityEvents.id, before) : undefined))
      .orderBy(desc(securityEvents.id))
      .limit(limit + 1);
    return page(rows, limit, toEvent, ({ id }) => encodeCursor(order, [id]));
  }
}
