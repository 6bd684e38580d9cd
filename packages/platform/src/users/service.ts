import type { Db, Queryable } from '@portfolio/db/client';
import { isId, newId } from '@portfolio/db/ids';
import { preferences, usernameHolds, users } from '@portfolio/db/schema/users';
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor, page } from '../kernel/cursor.ts';
import { DomainError, invalid, notFound } from '../kernel/errors.ts';
import type { MediaService } from '../media/service.ts';
import {
  isTimeZone,
  type Preferences,
  type SearchUsers,
  type UpdatePreferences,
  type UpdateUser,
  type User,
} from './schema.ts';
import { quietUntil } from './service.quiet.ts';

export type UserRow = typeof users.$inferSelect;
export type NewUser = {
  email: string;
  username: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
  timeZone?: string | undefined;
};

const usernameKeyOf = (username: string): string => username.normalize('NFKC').toLowerCase();
const avatarUrlOf = (row: UserRow): string | null =>
  row.avatarMediaId ? `/api/media/${row.avatarMediaId}/avatar` : null;

type Pictures = Pick<MediaService, 'get' | 'setAccess' | 'delete'>;

/** A picture that is gone already needs no deletion. */
const ignoreGone = (error: unknown): void => {
  if (!(error instanceof DomainError && error.code === 'not_found')) throw error;
};

/** What anybody may see. */
export const toPublicUser = (row: UserRow): User => ({
  id: row.id,
  username: row.username,
  firstName: row.firstName,
  lastName: row.lastName,
  avatarUrl: avatarUrlOf(row),
  bio: row.bio,
  location: row.location,
  website: row.website,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** What the person and administrators see. */
export const toOwnUser = (row: UserRow): User => ({
  ...toPublicUser(row),
  email: row.email,
  emailVerified: row.emailVerifiedAt !== null,
});

/** Profiles, preferences and the search for people. */
export class UsersService {
  readonly #db: Db;
  readonly #media: Pictures | undefined;

  /** Without `media` everything works but choosing a picture. */
  constructor(ports: { db: Db; media?: Pictures }) {
    this.#db = ports.db;
    this.#media = ports.media;
  }

  /**
   * Makes an unverified person. Returns null where the e-mail is taken: the caller must answer as if it were free, so
   * the username is held either way.
   */
  async create(tx: Queryable, input: NewUser): Promise<UserRow | null> {
    const usernameKey = usernameKeyOf(input.username);
    await this.#reserve(tx, input.username);
    const [row] = await tx
      .insert(users)
      .values({
        id: newId(),
        username: input.username,
        usernameKey,
        email: input.email,
        firstName: input.firstName || null,
        lastName: input.lastName || null,
      })
      .onConflictDoNothing({ target: users.email })
      .returning();
    const { timeZone } = input;
    if (row && timeZone && isTimeZone(timeZone))
      await tx.insert(preferences).values({ userId: row.id, timeZone });
    if (row) return row;
    const expiresAt = sql`now() + interval '24 hours'`;
    await tx
      .insert(usernameHolds)
      .values({ usernameKey, expiresAt })
      .onConflictDoUpdate({ target: usernameHolds.usernameKey, set: { expiresAt } });
    return null;
  }

  /** Throws 422 for a username that somebody has or holds; frees one that was never verified within a day. */
  async #reserve(tx: Queryable, username: string): Promise<void> {
    const usernameKey = usernameKeyOf(username);
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`username:${usernameKey}`}, 0))`);
    await tx.delete(usernameHolds).where(lt(usernameHolds.expiresAt, sql`now()`));
    await tx
      .update(users)
      .set({
        username: sql`'user-' || left(${users.id}::text, 13)`,
        usernameKey: sql`'user-' || ${users.id}::text`,
      })
      .where(
        and(
          eq(users.usernameKey, usernameKey),
          isNull(users.emailVerifiedAt),
          lt(users.createdAt, sql`now() - interval '24 hours'`),
        ),
      );
    const [held] = await tx.select().from(usernameHolds).where(eq(usernameHolds.usernameKey, usernameKey));
    const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.usernameKey, usernameKey));
    if (held || taken) throw invalid('username', 'This username is taken.');
  }

  async findByLogin(login: string): Promise<UserRow | null> {
    const key = login.normalize('NFKC').trim().toLowerCase();
    const [row] = await this.#db
      .select()
      .from(users)
      .where(and(or(eq(users.email, key), eq(users.usernameKey, key)), isNull(users.erasedAt)))
      .orderBy(sql`${users.email} = ${key} desc`)
      .limit(1);
    return row ?? null;
  }

  async findRow(userId: string, tx: Queryable = this.#db): Promise<UserRow | null> {
    const [row] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.erasedAt)));
    return row ?? null;
  }

  /** The person with this normalised e-mail, within the caller's transaction. */
  async findByEmail(tx: Queryable, email: string): Promise<UserRow | null> {
    const [row] = await tx
      .select()
      .from(users)
      .where(and(eq(users.email, email), isNull(users.erasedAt)));
    return row ?? null;
  }

  /** Public profiles by id, for lists of other domains. */
  async publicByIds(ids: readonly string[], tx: Queryable = this.#db): Promise<Map<string, User>> {
    if (ids.length === 0) return new Map();
    const rows = await tx
      .select()
      .from(users)
      .where(inArray(users.id, [...new Set(ids)]));
    return new Map(rows.map((row) => [row.id, toPublicUser(row)]));
  }

  /** Says whether this was the first proof of the address; null where the account does not have it (any more). */
  async markVerified(tx: Queryable, userId: string, email: string): Promise<{ first: boolean } | null> {
    const account = and(eq(users.id, userId), eq(users.email, email));
    const proved = await tx
      .update(users)
      .set({ emailVerifiedAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(account, isNull(users.emailVerifiedAt)))
      .returning({ id: users.id });
    if (proved.length > 0) return { first: true };
    const [known] = await tx.select({ id: users.id }).from(users).where(account);
    return known ? { first: false } : null;
  }

  /** One's own profile with the e-mail, another's public one; 404 while that one is not verified. */
  async get(actor: Actor, ref: string): Promise<User> {
    const userId = ref === 'me' ? actor.userId : ref;
    const row = await this.findRow(userId);
    const own = userId === actor.userId || actor.admin;
    if (!row || (!own && row.emailVerifiedAt === null)) throw notFound('person');
    return own ? toOwnUser(row) : toPublicUser(row);
  }

  /** The public profile behind an id or a username, as `get` would show it. */
  async getByName(actor: Actor, name: string): Promise<User> {
    if (isId(name)) return this.get(actor, name);
    const [row] = await this.#db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.usernameKey, usernameKeyOf(name)), isNull(users.erasedAt)));
    if (!row) throw notFound('person');
    return this.get(actor, row.id);
  }

  /** Only oneself: another's id is 404, as `get` would say of one who cannot be seen. */
  #ownId(actor: Actor, ref: string): string {
    if (ref !== 'me' && ref !== actor.userId) throw notFound('person');
    return actor.userId;
  }

  async update(actor: Actor, { id, ...changes }: UpdateUser): Promise<User> {
    const userId = this.#ownId(actor, id);
    if (changes.avatarMediaId) await this.#openPicture(actor, changes.avatarMediaId);
    const { before, after } = await this.#db.transaction(async (tx) => {
      const current = await this.findRow(userId, tx);
      if (!current) throw notFound('person');
      const { username, ...rest } = changes;
      const renamed = username !== undefined && usernameKeyOf(username) !== current.usernameKey;
      if (renamed) await this.#reserve(tx, username);
      const [row] = await tx
        .update(users)
        .set({
          ...rest,
          ...(username ? { username, usernameKey: usernameKeyOf(username) } : {}),
          updatedAt: sql`now()`,
        })
        .where(eq(users.id, userId))
        .returning();
      if (!row) throw notFound('person');
      return { before: current.avatarMediaId, after: row };
    });
    if (before && before !== after.avatarMediaId) await this.#media?.delete(actor, before).catch(ignoreGone);
    return toOwnUser(after);
  }

  /** Lets everybody who is signed in see a picture of one's own. Throws 422 where it is not one. */
  async #openPicture(actor: Actor, mediaId: string): Promise<void> {
    const file = await this.#media?.get(actor, mediaId).catch(() => null);
    if (!this.#media || !file?.thumbnails.some(({ variant }) => variant === 'avatar'))
      throw invalid('avatarMediaId', 'Upload a picture with use "avatar" first.');
    await this.#media.setAccess(actor, { id: mediaId, access: 'app' });
  }

  async getPreferences(actor: Actor, ref: string): Promise<Preferences> {
    const userId = this.#ownId(actor, ref);
    const [row] = await this.#db.select().from(preferences).where(eq(preferences.userId, userId));
    const theme = row?.theme === 'light' || row?.theme === 'dark' ? row.theme : 'system';
    return {
      theme,
      language: row?.language ?? 'en',
      timeZone: row?.timeZone ?? 'UTC',
      notifications: row?.notifications ?? {},
      quietHours: row?.quietHours ?? null,
    };
  }

  /** What a person chose of notifications: by kind and channel, true or false. */
  async notificationChoices(userId: string, tx: Queryable = this.#db): Promise<Preferences['notifications']> {
    const [row] = await tx
      .select({ notifications: preferences.notifications })
      .from(preferences)
      .where(eq(preferences.userId, userId));
    return row?.notifications ?? {};
  }

  /** When a person's quiet hours end; null outside of them, or where they keep none. */
  async quietUntil(userId: string, now: Date, tx: Queryable = this.#db): Promise<Date | null> {
    const { quietHours, timeZone } = preferences;
    const [row] = await tx
      .select({ quietHours, timeZone })
      .from(preferences)
      .where(eq(preferences.userId, userId));
    return row?.quietHours ? quietUntil(now, row.quietHours, row.timeZone) : null;
  }

  async updatePreferences(actor: Actor, { id, ...changes }: UpdatePreferences): Promise<Preferences> {
    const userId = this.#ownId(actor, id);
    await this.#db
      .insert(preferences)
      .values({ userId, ...changes })
      .onConflictDoUpdate({ target: preferences.userId, set: { ...changes, updatedAt: sql`now()` } });
    return this.getPreferences(actor, 'me');
  }

  /** People by username and name, from two letters on; never by e-mail, and only those who verified. */
  async search(actor: Actor, { q, cursor, limit }: SearchUsers) {
    const words = q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
    if (words.join('').length < 2)
      throw new DomainError('validation_failed', 'Type at least two letters.', {
        fields: { q: ['At least two letters.'] },
      });
    const name = sql`(lower(${users.username} || ' ' || coalesce(${users.firstName}, '') || ' ' || coalesce(${users.lastName}, '')))`;
    const after = cursor ? String(decodeCursor(cursor, 'username')[0]) : undefined;
    const escaped = words.slice(0, 5).map((word) => word.replaceAll(/[\\%_]/g, '\\$&'));
    const rows = await this.#db
      .select()
      .from(users)
      .where(
        and(
          ...escaped.map((word) => sql`(' ' || ${name}) like ${`% ${word}%`}`),
          ...escaped.map((word) => sql`${name} like ${`%${word}%`}`),
          isNotNull(users.emailVerifiedAt),
          isNull(users.erasedAt),
          ...(after === undefined ? [] : [gt(users.usernameKey, after)]),
        ),
      )
      .orderBy(asc(users.usernameKey))
      .limit(limit + 1);
    void actor;
    return page(rows, limit, toPublicUser, (row) => encodeCursor('username', [row.usernameKey]));
  }
}
