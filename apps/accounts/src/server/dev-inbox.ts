import type { ExtraRoute } from '@portfolio/platform/kernel/route';
import type { NotificationsService } from '@portfolio/platform/notifications/service';

/** GET /api/dev/inbox?to= : what the embedded mail driver would have sent, newest first. */
export const devInboxRoute = (notifications: NotificationsService): ExtraRoute => ({
  method: 'GET',
  path: '/api/dev/inbox',
  handle: async (req) => {
    const to = new URL(req.url).searchParams.get('to') ?? undefined;
    return Response.json(await notifications.devInbox(to), { headers: { 'cache-control': 'no-store' } });
  },
});
