import { z } from 'zod';
import { listInput } from '../kernel/cursor.ts';
import { id, isoTime } from '../kernel/input.ts';

export const Notification = z.object({
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
export type Notification = z.infer<typeof Notification>;

export const ListNotifications = listInput.extend({ unread: z.boolean().optional() });
export type ListNotifications = z.infer<typeof ListNotifications>;
export const ListNotificationsOf = ListNotifications.extend({ userId: z.union([z.literal('me'), id]) });

export const InboxPage = z.object({
  items: z.array(Notification),
  nextCursor: z.string().optional(),
  unreadCount: z.number().int(),
});

export const SendMessage = z.object({
  template: z.string().max(100),
  to: z.string().min(1).max(320),
  data: z.record(z.string(), z.unknown()).default({}),
  dedupeKey: z.string().min(1).max(200).optional(),
});
export type SendMessage = z.infer<typeof SendMessage>;

export const Queued = z.object({ id });

export const Attempt = z.object({
  channel: z.string(),
  provider: z.string(),
  status: z.string(),
  error: z.string().nullable(),
  at: isoTime,
});
export const History = z.object({ items: z.array(Attempt), state: z.string() });

export const DevMail = z.object({
  id,
  channel: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: isoTime,
});
export type DevMail = z.infer<typeof DevMail>;
