import { z } from 'zod';
import { byId } from '../kernel/input.ts';
import { authed, router } from '../kernel/trpc.ts';
import { History, InboxPage, ListNotifications, ListNotificationsOf, Queued, SendMessage } from './schema.ts';
import type { NotificationsService } from './service.ts';

const sending = { scope: 'notifications:send', admin: true } as const;

export const notificationsRouter = (notifications: NotificationsService) =>
  router({
    sendEmail: authed
      .meta({
        rest: { method: 'POST', path: '/notifications/email', status: 202 },
        ...sending,
        summary: 'Queue an e-mail',
      })
      .input(SendMessage.extend({ to: z.email().max(254) }))
      .output(Queued)
      .mutation(({ input }) => notifications.send('email', input)),
    list: authed
      .meta({
        rest: { method: 'GET', path: '/notifications' },
        scope: 'notifications:read',
        summary: 'The own inbox',
      })
      .input(ListNotifications)
      .output(InboxPage)
      .query(({ ctx, input }) => notifications.list(ctx.actor, 'me', input)),
    listOf: authed
      .meta({
        rest: { method: 'GET', path: '/notifications/{userId}' },
        scope: 'notifications:read',
        summary: 'An inbox',
      })
      .input(ListNotificationsOf)
      .output(InboxPage)
      .query(({ ctx, input }) => notifications.list(ctx.actor, input.userId, input)),
    markRead: authed
      .meta({
        rest: { method: 'PUT', path: '/notifications/{id}/read', status: 204 },
        scope: 'notifications:write',
        summary: 'Mark one read',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => notifications.markRead(ctx.actor, input.id)),
    markAllRead: authed
      .meta({
        rest: { method: 'PUT', path: '/notifications/read', status: 204 },
        scope: 'notifications:write',
        summary: 'Mark all read',
      })
      .output(z.void())
      .mutation(({ ctx }) => notifications.markAllRead(ctx.actor)),
    history: authed
      .meta({
        rest: { method: 'GET', path: '/notifications/{id}/history' },
        scope: 'notifications:read',
        summary: 'Attempts at a message',
      })
      .input(byId)
      .output(History)
      .query(({ ctx, input }) => notifications.history(ctx.actor, input.id)),
  });
