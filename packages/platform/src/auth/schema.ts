import { z } from 'zod';
import { allScopes } from '../kernel/actor.ts';
import { id, isoTime, text } from '../kernel/input.ts';
import { Email, User, Username } from '../users/schema.ts';

export const Password = z.string().min(8, 'At least 8 characters.').max(128, 'At most 128 characters.');

export const SignUp = z.object({
  email: Email,
  password: Password,
  username: Username,
  firstName: z.string().trim().max(80).optional(),
  lastName: z.string().trim().max(80).optional(),
  /** The browser's zone (IANA), the first of the preferences; one that is not known is left out. */
  timeZone: z.string().max(60).optional(),
});
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z
  .object({
    email: z.string().max(254).optional(),
    username: z.string().max(254).optional(),
    password: z.string().max(1_000),
    totp: z.string().max(20).optional(),
    recoveryCode: z.string().max(60).optional(),
  })
  .refine((value) => value.email || value.username, { path: ['email'], error: 'E-mail or username.' });
export type SignIn = z.infer<typeof SignIn>;

export const TokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number().int(),
  tokenType: z.literal('Bearer'),
  user: User,
});
export type TokenPair = z.infer<typeof TokenPair>;

export const Introspection = z.object({
  active: z.boolean(),
  sub: z.string().optional(),
  sid: z.string().optional(),
  scope: z.string().optional(),
  exp: z.number().int().optional(),
});
export type Introspection = z.infer<typeof Introspection>;

export const Session = z.object({
  id,
  device: z.string(),
  browser: z.string(),
  ip: z.string(),
  createdAt: isoTime,
  updatedAt: isoTime,
  lastSeenAt: isoTime,
  apps: z.array(z.string()),
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const SecurityEvent = z.object({
  id,
  kind: z.string(),
  device: z.string(),
  ip: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type SecurityEvent = z.infer<typeof SecurityEvent>;

export const ChangePassword = z.object({ currentPassword: z.string().min(1).max(1_000), password: Password });

const scope = z.string().refine((value) => allScopes.includes(value), 'There is no such scope.');

export const CreateToken = z.object({
  name: text(80),
  scopes: z.array(scope).min(1, 'Choose at least one scope.').max(60),
  expiresAt: isoTime
    .nullish()
    .refine((value) => !value || Date.parse(value) > Date.now(), 'A time in the future.'),
});
export type CreateToken = z.infer<typeof CreateToken>;

export const PersonalToken = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.string()),
  expiresAt: isoTime.nullable(),
  lastUsedAt: isoTime.nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type PersonalToken = z.infer<typeof PersonalToken>;
export const PersonalTokenWithSecret = PersonalToken.extend({ token: z.string() });

const webAddress = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((value) => !value.includes('#'), 'Without a fragment.');

export const CreateClient = z.object({
  name: text(80),
  redirectUris: z.array(webAddress).min(1).max(20),
  public: z.boolean().optional(),
  backchannelLogoutUri: webAddress.optional(),
  postLogoutRedirectUris: z.array(webAddress).max(20).optional(),
});
export type CreateClient = z.infer<typeof CreateClient>;

export const Client = z.object({
  id,
  clientId: z.string(),
  name: z.string(),
  public: z.boolean(),
  redirectUris: z.array(z.string()),
  postLogoutRedirectUris: z.array(z.string()),
  backchannelLogoutUri: z.string().nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Client = z.infer<typeof Client>;
export const ClientWithSecret = Client.extend({ clientSecret: z.string().optional() });
