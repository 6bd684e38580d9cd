import type { Db, Queryable, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { attempts, devMails, inbox, messages } from '@portfolio/db/schema/notifications';
import { and, asc, count, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { publish } from '../events/events.ts';
import type { Actor, AppName } from '../kernel/actor.ts';
import { crashPoint } from '../kernel/crash.ts';
import { decodeIdCursor, encodeCursor, page } from '../kernel/cursor.ts';
import { DomainError, notFound } from '../kernel/errors.ts';
import { notifyChange } from '../live/service.ts';
import type { Mail } from '../mail/mail.ts';
import type { UsersService } from '../users/service.ts';
import { messageQueued } from './events.ts';
import type { ListNotifications, Notification, SendMessage } from './schema.ts';
import { hadEnough, refuseMany } from './service.limits.ts';
import {
  type Channel,
  canWait,
  isTemplate,
  type Kind,
  kindOfTemplate,
  kinds,
  type TemplateName,
  templates,
  wanted,
} from './templates.ts';

type MessageRow = typeof messages.$inferSelect;
type InboxRow = typeof inbox.$inferSelect;

export type EmailRequest = {
  template: TemplateName;
  to: string;
  userId?: string;
  /** Whoever has it sent to somebody else: their mails of a day are counted. */
  senderId?: string;
  data: Record<string, unknown>;
  dedupeKey?: string | undefined;
};

export type InboxEntry = {
  userId: string;
  kind: Kind;
  app: AppName;
  title: string;
  body: string;
  url?: string;
  /** The same key adds one entry a person, however often it is asked for. */
  dedupeKey: string;
};

type Choices = Pick<UsersService, 'notificationChoices' | 'quietUntil'>;

/** Turns a template and its data into what is sent; given by the process that has React Email loaded. */
export type RenderMail = (
  template: TemplateName,
  data: Record<string, unknown>,
) => Promise<{ subject: string; html: string; text: string }>;

const toNotification = (row: InboxRow): Notification => ({
  id: row.id,
  kind: row.kind,
  app: row.app,
  title: row.title,
  body: row.body,
  url: row.url,
  readAt: row.readAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Messages by template through a queue with history, and the bell's inbox. */
export class NotificationsService {
  readonly #db: Db;
  readonly #mailHost: string;
  readonly #users: Choices | undefined;

  constructor(ports: { db: Db; mailHost: string; users?: Choices }) {
    this.#db = ports.db;
    this.#mailHost = ports.mailHost;
    this.#users = ports.users;
  }

  /** Whether the person lets this kind through on this channel. */
  async #wants(tx: Queryable, userId: string, kind: Kind, channel: Channel): Promise<boolean> {
    if (kinds[kind].critical || !this.#users) return true;
    return wanted(await this.#users.notificationChoices(userId, tx), kind, channel);
  }

  /**
   * Queues a mail within the caller's transaction. The same `dedupeKey` gives the first message again; null where the
   * person has turned mails of this kind off. Throws 429 where a sender, or an address, has had enough for the day.
   */
  async email(tx: Tx, request: EmailRequest): Promise<string | null> {
    const data = templates[request.template].parse(request.data);
    const kind = kindOfTemplate[request.template];
    if (kind && request.userId && !(await this.#wants(tx, request.userId, kind, 'email'))) return null;
    if (request.senderId) await refuseMany(tx, request.senderId, request.to);
    if (await hadEnough(tx, request.template, request.to)) return null;
    return this.#enqueue(tx, 'email', { ...request, data });
  }

  async #enqueue(tx: Tx, channel: MessageRow['channel'], request: EmailRequest): Promise<string> {
    const id = newId();
    const [row] = await tx
      .insert(messages)
      .values({
        id,
        channel,
        template: request.template,
        recipient: request.to,
        userId: request.userId ?? null,
        senderId: request.senderId ?? null,
        data: request.data,
        dedupeKey: request.dedupeKey ?? null,
        messageId: `<${id}@${this.#mailHost}>`,
      })
      .onConflictDoNothing({ target: [messages.channel, messages.dedupeKey] })
      .returning({ id: messages.id });
    if (row) {
      const quiet = canWait.has(request.template) && request.userId !== undefined;
      const until = quiet ? await this.#users?.quietUntil(request.userId ?? '', new Date(), tx) : null;
      const notBefore = until?.toISOString();
      const data = { messageId: id, ...(notBefore ? { notBefore } : {}) };
      await publish(tx, messageQueued.of({ subject: id, actor: null, data }));
      return id;
    }
    const [first] = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.channel, channel), eq(messages.dedupeKey, request.dedupeKey ?? '')));
    if (!first) throw new Error('a deduplicated message is gone');
    return first.id;
  }

  /** Queues a message for a caller with `notifications:send`. Throws 422 for an unknown template or missing data. */
  async send(channel: MessageRow['channel'], input: SendMessage): Promise<{ id: string }> {
    const { template } = input;
    if (!isTemplate(template))
      throw new DomainError('validation_failed', 'There is no such template.', {
        fields: { template: [`One of ${Object.keys(templates).join(', ')}.`] },
      });
    const parsed = templates[template].safeParse(input.data);
    if (!parsed.success) {
      const fields: Record<string, string[]> = {};
      for (const issue of parsed.error.issues) fields[`data.${issue.path.join('.')}`] = [issue.message];
      throw new DomainError('validation_failed', 'The template needs other data.', { fields });
    }
    const request = { template, to: input.to, data: parsed.data, dedupeKey: input.dedupeKey };
    return { id: await this.#db.transaction((tx) => this.#enqueue(tx, channel, request)) };
  }

  /**
   * Hands a queued message to its provider and keeps the attempt. A message that was sent is left alone, so that a
   * repeated job sends nothing; the Message-ID is the same for every attempt.
   */
  async deliver(id: string, mail: Mail, render: RenderMail): Promise<'sent' | 'already'> {
    const [row] = await this.#db.select().from(messages).where(eq(messages.id, id));
    if (!row) throw notFound('message');
    if (row.state === 'sent') return 'already';
    if (!isTemplate(row.template)) throw new Error(`no template ${row.template}`);
    const attempt = { messageRow: id, channel: row.channel, provider: mail.provider };
    try {
      const content = await render(row.template, row.data);
      crashPoint('mail.before-send');
      await mail.send({ channel: row.channel, to: row.recipient, messageId: row.messageId, ...content });
      crashPoint('mail.after-send');
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
      await this.#db.insert(attempts).values({ ...attempt, status: 'failed', error: reason });
      await this.#db
        .update(messages)
        .set({ attempts: sql`${messages.attempts} + 1` })
        .where(eq(messages.id, id));
      throw error;
    }
    await this.#db.transaction(async (tx) => {
      await tx.insert(attempts).values({ ...attempt, status: 'sent' });
      await tx
        .update(messages)
        .set({
          state: 'sent',
          sentAt: sql`now()`,
          attempts: sql`${messages.attempts} + 1`,
          updatedAt: sql`now()`,
        })
        .where(eq(messages.id, id));
      crashPoint('mail.before-commit');
    });
    crashPoint('mail.after-commit');
    return 'sent';
  }

  /** Adds to a person's inbox within the caller's transaction; it appears in their open pages at once. */
  async notify(tx: Tx, entry: InboxEntry): Promise<void> {
    if (!(await this.#wants(tx, entry.userId, entry.kind, 'inbox'))) return;
    const rows = await tx
      .insert(inbox)
      .values({ id: newId(), ...entry })
      .onConflictDoNothing({ target: [inbox.userId, inbox.dedupeKey] })
      .returning({ id: inbox.id });
    if (rows[0])
      await notifyChange(tx, {
        userId: entry.userId,
        app: 'accounts',
        topic: 'notifications',
        data: { id: rows[0].id },
      });
  }

  #whose(actor: Actor, ref: string): string {
    const userId = ref === 'me' ? actor.userId : ref;
    if (userId !== actor.userId && !actor.admin) throw notFound('inbox');
    return userId;
  }

  /** The inbox, newest first, with the number of unread. */
  async list(actor: Actor, ref: string, { cursor, limit, unread }: ListNotifications) {
    const userId = this.#whose(actor, ref);
    const before = cursor ? decodeIdCursor(cursor, '-id').id : undefined;
    const mine = eq(inbox.userId, userId);
    const rows = await this.#db
      .select()
      .from(inbox)
      .where(and(mine, unread ? isNull(inbox.readAt) : undefined, before ? lt(inbox.id, before) : undefined))
      .orderBy(desc(inbox.id))
      .limit(limit + 1);
    const [unreadRow] = await this.#db
      .select({ n: count() })
      .from(inbox)
      .where(and(mine, isNull(inbox.readAt)));
    return {
      ...page(rows, limit, toNotification, (row) => encodeCursor('-id', [row.id])),
      unreadCount: unreadRow?.n ?? 0,
    };
  }

  async markRead(actor: Actor, id: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const rows = await this.#setRead(tx, and(eq(inbox.id, id), eq(inbox.userId, actor.userId)));
      if (rows === 0) throw notFound('notification');
      await notifyChange(tx, { userId: actor.userId, app: 'accounts', topic: 'notifications', data: { id } });
    });
  }

  async markAllRead(actor: Actor): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await this.#setRead(tx, and(eq(inbox.userId, actor.userId), isNull(inbox.readAt)));
      await notifyChange(tx, { userId: actor.userId, app: 'accounts', topic: 'notifications', data: {} });
    });
  }

  async #setRead(tx: Queryable, where: ReturnType<typeof and>): Promise<number> {
    const rows = await tx
      .update(inbox)
      .set({ readAt: sql`coalesce(${inbox.readAt}, now())`, updatedAt: sql`now()` })
      .where(where)
      .returning({ id: inbox.id });
    return rows.length;
  }

  /** Every attempt at a message: for whom it was addressed to, and administrators. */
  async history(actor: Actor, id: string) {
    const [row] = await this.#db.select().from(messages).where(eq(messages.id, id));
    if (!row || (row.userId !== actor.userId && !actor.admin)) throw notFound('message');
    const rows = await this.#db
      .select()
      .from(attempts)
      .where(eq(attempts.messageRow, id))
      .orderBy(asc(attempts.id))
      .limit(200);
    const items = rows.map((one) => ({
      channel: one.channel,
      provider: one.provider,
      status: one.status,
      error: one.error,
      at: one.createdAt.toISOString(),
    }));
    return { items, state: row.state };
  }

  /** The dev inbox, newest first. */
  async devInbox(to?: string) {
    const rows = await this.#db
      .select()
      .from(devMails)
      .where(to ? inArray(devMails.to, [to, to.normalize('NFKC').trim().toLowerCase()]) : undefined)
      .orderBy(desc(devMails.id))
      .limit(100);
    return {
      items: rows.map(({ createdAt, updatedAt, messageId, ...mail }) => ({
        ...mail,
        messageId,
        at: createdAt.toISOString(),
      })),
    };
  }
}
