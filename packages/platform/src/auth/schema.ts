import { z } from 'zod';
import { allScopes } from '../kernel/actor.ts';
import { id, isoTime, text } from '../kernel/input.ts';
import { email, user, username } from '../users/schema.ts';

export const password = z.string().min(8, 'At least 8 characters.').max(128, 'At most 128 characters.');

export const signUp = z.object({
  email,
  password,
  username,
  firstName: z.string().trim().max(80).optional(),
  lastName: z.string().trim().max(80).optional(),
});
export type SignUp = z.infer<typeof signUp>;

export const signIn = z
  .object({
    email: z.string().max(254).optional(),
    username: z.string().max(254).optional(),
    password: z.string().max(1_000),
    totp: z.string().max(20).optional(),
    recoveryCode: z.string().max(60).optional(),
  })
  .refine((value) => value.email || value.username, { path: ['email'], error: 'E-mail or username.' });
export type SignIn = z.infer<typeof signIn>;

export const tokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number().int(),
  tokenType: z.literal('Bearer'),
  user,
});
export type TokenPair = z.infer<typeof tokenPair>;

export const introspection = z.object({
  active: z.boolean(),
  sub: z.string().optional(),
  sid: z.string().optional(),
  scope: z.string().optional(),
  exp: z.number().int().optional(),
});
export type Introspection = z.infer<typeof introspection>;

export const session = z.object({
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
export type Session = z.infer<typeof session>;

export const securityEvent = z.object({
  id,
  kind: z.string(),
  device: z.string(),
  ip: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type SecurityEvent = z.infer<typeof securityEvent>;

export const changePassword = z.object({ currentPassword: z.string().min(1).max(1_000), password });

const scope = z.string().refine((value) => allScopes.includes(value), 'There is no such scope.');

export const createToken = z.object({
  name: text(80),
  scopes: z.array(scope).min(1, 'Choose at least one scope.').max(60),
  expiresAt: isoTime
    .nullish()
    .refine((value) => !value || Date.parse(value) > Date.now(), 'A time in the future.'),
});
export type CreateToken = z.infer<typeof createToken>;

export const personalToken = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.string()),
  expiresAt: isoTime.nullable(),
  lastUsedAt: isoTime.nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type PersonalToken = z.infer<typeof personalToken>;
export const personalTokenWithSecret = personalToken.extend({ token: z.string() });

const webAddress = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((value) => !value.includes('#'), 'Without a fragment.');

export const createClient = z.object({
  name: text(80),
  redirectUris: z.array(webAddress).min(1).max(20),
  public: z.boolean().optional(),
  backchannelLogoutUri: webAddress.optional(),
  postLogoutRedirectUris: z.array(webAddress).max(20).optional(),
});
export type CreateClient = z.infer<typeof createClient>;

export const client = z.object({
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
export type Client = z.infer<typeof client>;
export const clientWithSecret = client.extend({ clientSecret: z.string().optional() });
