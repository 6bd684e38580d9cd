import type { Env } from '@portfolio/platform/kernel/env';
import { DomainError } from '@portfolio/platform/kernel/errors';
import type { ExtraRoute } from '@portfolio/platform/kernel/route';
import type { NotificationsService } from '@portfolio/platform/notifications/service';

const hostForm = /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i;
const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether messages may be read by who asks under this Host. Any page can point a name of its own at this machine and
 * read what is answered there, so only our own names count. The messages hold links that reset passwords.
 */
export const mayReadDevInbox = (env: Pick<Env, 'devInbox' | 'origins'>, host: string | null): boolean => {
  if (!env.devInbox || !host || !hostForm.test(host) || !URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return (
    loopback.test(hostname) || Object.values(env.origins).some((own) => new URL(own).hostname === hostname)
  );
};

/** GET /api/dev/inbox?to= : what the embedded mail driver would have sent, newest first. */
export const devInboxRoute = (
  env: Pick<Env, 'devInbox' | 'origins'>,
  notifications: Pick<NotificationsService, 'devInbox'>,
): ExtraRoute => ({
  method: 'GET',
  path: '/api/dev/inbox',
  handle: async (req, gate) => {
    if (!mayReadDevInbox(env, req.headers.get('host')))
      return gate(req, { bodyMax: 0, token: 'ignored' }, async () => {
        throw new DomainError('not_found', 'There is nothing at this address.');
      });
    const to = new URL(req.url).searchParams.get('to') ?? undefined;
    return Response.json(await notifications.devInbox(to), { headers: { 'cache-control': 'no-store' } });
  },
});
