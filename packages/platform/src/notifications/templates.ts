import { z } from 'zod';
import type { AppName } from '../kernel/actor.ts';

const link = z.url({ protocol: /^https?$/ });
const name = z.string().min(1).max(200);

/** The mails that exist: what each needs, and its version. A missing variable fails when the mail is asked for. */
export const templates = {
  'verify-email': z.object({ username: name, url: link }),
  'already-registered': z.object({ signInUrl: link, resetUrl: link }),
  'reset-password': z.object({ username: name, url: link }),
  'password-changed': z.object({ username: z.string().max(200), resetUrl: link }),
  'room-invite': z.object({ inviter: name, room: name, role: name, url: link }),
  'district-invite': z.object({ inviter: name, district: name, role: name, url: link }),
  message: z.object({ title: name, body: z.string().min(1).max(2_000), url: link.optional() }),
} as const;

export type TemplateName = keyof typeof templates;
export const isTemplate = (value: string): value is TemplateName => Object.hasOwn(templates, value);

export const channels = ['inbox', 'email'] as const;
export type Channel = (typeof channels)[number];

type KindRule = { app: AppName; critical: boolean; channels: readonly Channel[] };

/** The kinds of notifications: whose they are, by which ways they come, and whether a person can turn them off. */
export const kinds = {
  'security.notice': { app: 'accounts', critical: true, channels: ['inbox', 'email'] },
  'student.enrolled': { app: 'educationelly', critical: false, channels: ['inbox'] },
  'room.invited': { app: 'codetalk', critical: false, channels: ['inbox', 'email'] },
  'bookmark.failed': { app: 'firebook', critical: false, channels: ['inbox'] },
} as const satisfies Record<string, KindRule>;
export type Kind = keyof typeof kinds;

/** The kind that a mail belongs to; the others were asked for by whoever gets them, and always go out. */
export const kindOfTemplate: Partial<Record<TemplateName, Kind>> = {
  'room-invite': 'room.invited',
  'password-changed': 'security.notice',
};

/** Mails that nobody waits for: they are held back in quiet hours. */
export const canWait: ReadonlySet<TemplateName> = new Set(['room-invite', 'district-invite', 'message']);

/** Whether a person's choices let a kind through on a channel: what they did not turn off, and what they cannot. */
export const wanted = (
  choices: Record<string, Record<string, boolean>>,
  kind: Kind,
  channel: Channel,
): boolean => kinds[kind].critical || choices[kind]?.[channel] !== false;
