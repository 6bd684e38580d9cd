import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';
import { users } from './users.ts';

export const authSchema = pgSchema('auth');

const person = () =>
  uuid('user_id')
    .notNull()
    .references(() => users.id);

export const credentials = authSchema.table('credentials', {
  userId: person().primaryKey(),
  passwordHash: text('password_hash').notNull(),
  changedAt: at('changed_at').notNull().defaultNow(),
});

/** The truth about who is signed in: every token and cookie lives and dies with its row here. */
export const sessions = authSchema.table(
  'sessions',
  {
    ...resource(),
    userId: person(),
    /** Hash of the front door's cookie; null for a sign-in over the API. */
    cookieHash: text('cookie_hash'),
    device: text('device').notNull(),
    browser: text('browser').notNull(),
    ip: text('ip').notNull(),
    lastSeenAt: at('last_seen_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    endedAt: at('ended_at'),
    endReason: text('end_reason'),
  },
  (t) => [
    uniqueIndex('sessions_cookie_hash').on(t.cookieHash),
    index('sessions_user').on(t.userId, t.createdAt),
  ],
);

/** Relying parties within a session: the issuer gives each client a `sid` of its own. */
export const sessionClients = authSchema.table(
  'session_clients',
  {
    sid: text('sid').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    clientId: text('client_id').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('session_clients_session').on(t.sessionId)],
);

/** The issuer's own browser sessions, tied to ours. */
export const issuerSessions = authSchema.table('issuer_sessions', {
  uid: text('uid').primaryKey(),
  sessionId: uuid('session_id')
    .notNull()
    .references(() => sessions.id),
});

/** What oidc-provider stores: tokens by the hash of their value, grants, interactions. */
export const oidcPayloads = authSchema.table(
  'oidc_payloads',
  {
    model: text('model').notNull(),
    idHash: text('id_hash').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    grantId: text('grant_id'),
    uid: text('uid'),
    sessionId: uuid('session_id').references(() => sessions.id),
    consumedAt: at('consumed_at'),
    expiresAt: at('expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.model, t.idHash] }),
    index('oidc_payloads_grant').on(t.grantId),
    index('oidc_payloads_uid').on(t.uid),
    index('oidc_payloads_session').on(t.sessionId),
    index('oidc_payloads_expires').on(t.expiresAt),
    index('oidc_payloads_account').on(sql`(payload ->> 'accountId')`),
  ],
);

/** Tokens of mails: 256 bits, stored hashed, single use, bound to purpose and address. */
export const mailTokens = authSchema.table(
  'mail_tokens',
  {
    hash: text('hash').primaryKey(),
    purpose: text('purpose', { enum: ['verify', 'reset'] }).notNull(),
    userId: person(),
    email: text('email').notNull(),
    /** Hash of the cookie of the browser that signed up; it alone is signed in by the mail's button. */
    browserHash: text('browser_hash'),
    expiresAt: at('expires_at').notNull(),
    consumedAt: at('consumed_at'),
  },
  (t) => [index('mail_tokens_user').on(t.userId)],
);

/** Addresses that somebody asked a reset mail for, known to us or not; the job that looks them up takes the row out. */
export const resetRequests = authSchema.table('reset_requests', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});

export const personalTokens = authSchema.table(
  'personal_tokens',
  {
    ...resource(),
    userId: person(),
    name: text('name').notNull(),
    hash: text('hash').notNull(),
    scopes: text('scopes').array().notNull(),
    expiresAt: at('expires_at'),
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    uniqueIndex('personal_tokens_hash').on(t.hash),
    index('personal_tokens_user').on(t.userId, t.createdAt),
  ],
);

/** Third-party relying parties; the four apps are built in. */
export const clients = authSchema.table(
  'clients',
  {
    ...resource(),
    clientId: text('client_id').notNull(),
    secretHash: text('secret_hash'),
    name: text('name').notNull(),
    public: boolean('public').notNull().default(false),
    redirectUris: text('redirect_uris').array().notNull(),
    postLogoutRedirectUris: text('post_logout_redirect_uris').array().notNull(),
    backchannelLogoutUri: text('backchannel_logout_uri'),
    createdBy: uuid('created_by').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [uniqueIndex('clients_client_id').on(t.clientId)],
);

/** The apps that a person has continued into once; they are not asked again. */
export const firstUses = authSchema.table(
  'first_uses',
  { userId: person(), clientId: text('client_id').notNull(), at: at('at').notNull().defaultNow() },
  (t) => [primaryKey({ columns: [t.userId, t.clientId] })],
);

/** The issuer's signing keys, encrypted with a key derived from PLATFORM_SECRET. */
export const signingKeys = authSchema.table('signing_keys', {
  kid: text('kid').primaryKey(),
  encryptedJwk: text('encrypted_jwk').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  /** From here on it signs nothing new; it stays published until tokens that it signed are gone. */
  retiredAt: at('retired_at'),
});

/** Append-only: what happened to an account, for its owner to read. */
export const securityEvents = authSchema.table(
  'security_events',
  {
    ...resource(),
    userId: person(),
    kind: text('kind').notNull(),
    ip: text('ip').notNull(),
    device: text('device').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index('security_events_user').on(t.userId, t.id)],
);
