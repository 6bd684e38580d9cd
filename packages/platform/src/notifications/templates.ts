import { z } from 'zod';

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

/** The kinds of the bell's inbox, and whether a person can turn them off. */
export const kinds = {
  'room.invited': { critical: false },
  'bookmark.failed': { critical: false },
  'security.notice': { critical: true },
  'student.enrolled': { critical: false },
  welcome: { critical: false },
} as const;
export type Kind = keyof typeof kinds;
