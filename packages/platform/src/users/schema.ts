import { z } from 'zod';
import { id, isoTime, optionalText, text } from '../kernel/input.ts';

export const Username = z
  .string()
  .trim()
  .min(3, 'At least 3 characters.')
  .max(30, 'At most 30 characters.')
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u, 'Letters, digits, and . _ - between them.');

/** NFKC first: a full-width @ must not make two addresses of one. */
export const Email = z
  .string()
  .max(254)
  .transform((value) => value.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email('This is not an e-mail address.').max(254));

const website = z
  .url({ protocol: /^https?$/, error: 'A web address that begins with http:// or https://.' })
  .max(500);

export const PublicUser = z.object({
  id,
  username: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  bio: z.string().nullable(),
  location: z.string().nullable(),
  website: z.string().nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export const User = PublicUser.extend({
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
});
export type User = z.infer<typeof User>;

/** One's own id, or `me`. */
export const UserRef = z.object({ id: z.union([z.literal('me'), id]) });

export const UpdateUser = UserRef.extend({
  username: Username.optional(),
  firstName: optionalText(80),
  lastName: optionalText(80),
  bio: optionalText(1_000),
  location: optionalText(120),
  website: z.union([website, z.literal('').transform(() => null)]).nullish(),
  /** A picture of one's own, uploaded with use "avatar"; null takes it away. */
  avatarMediaId: id.nullish(),
});
export type UpdateUser = z.infer<typeof UpdateUser>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time such as 21:30.');
export const isTimeZone = (zone: string): boolean =>
  Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
const timeZone = z.string().refine(isTimeZone, { error: 'Not a time zone of the IANA database.' });
const language = z
  .string()
  .max(35)
  .refine((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch {
      return false;
    }
  }, 'Not a language tag (BCP 47).');

export const Preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.string(),
  timeZone: z.string(),
  notifications: z.record(z.string(), z.record(z.string(), z.boolean())),
  quietHours: z.object({ from: clock, to: clock }).nullable(),
});
export type Preferences = z.infer<typeof Preferences>;

export const UpdatePreferences = UserRef.extend({
  theme: Preferences.shape.theme.optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
  notifications: z
    .record(text(60), z.partialRecord(z.enum(['inbox', 'email', 'sms', 'push']), z.boolean()))
    .optional(),
  quietHours: Preferences.shape.quietHours.optional(),
});
export type UpdatePreferences = z.infer<typeof UpdatePreferences>;

export const SearchUsers = z.object({
  q: z.string().trim().max(100),
  cursor: z.string().max(2_048).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type SearchUsers = z.infer<typeof SearchUsers>;
