import { z } from 'zod';
import { listInput } from '../kernel/cursor.ts';
import { id, isoTime } from '../kernel/input.ts';

export const notification = z.object({
  id,
  kind: z.string(),
  app: z.string(),
  title: z.string(),
  body: z.string(),
  url: z.string().nullable(),
  readAt: isoTime.nullable(),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type Notification = z.infer<typeof notification>;

export const listNotifications = listInput.extend({ unread: z.boolean().optional() });
export const listNotificationsOf = listNotifications.extend({ userId: z.union([z.literal('me'), id]) });

export const inboxPage = z.object({
  items: z.array(notification),
  nextCursor: z.string().optional(),
  unreadCount: z.number().int(),
});

export const sendMessage = z.object({
  template: z.string().max(100),
  to: z.string().min(1).max(320),
  data: z.record(z.string(), z.unknown()).default({}),
  dedupeKey: z.string().min(1).max(200).optional(),
});
export type SendMessage = z.infer<typeof sendMessage>;

export const queued = z.object({ id });

export const attempt = z.object({
  channel: z.string(),
  provider: z.string(),
  status: z.string(),
  error: z.string().nullable(),
  at: isoTime,
});
export const history = z.object({ items: z.array(attempt), state: z.string() });

export const devMail = z.object({
  id,
  channel: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: isoTime,
});
