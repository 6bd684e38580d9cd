import { clientAuth, isFirstParty } from '@portfolio/platform/auth/drivers/oidc-clients';
import { requestInfo } from '@portfolio/platform/kernel/request';
import { traced } from '@portfolio/platform/kernel/trace';
import type { NextApiRequest, NextApiResponse } from 'next';
import { app } from '@/server/app.ts';
import { interact } from '@/server/interaction.ts';

/** The issuer reads bodies itself. */
export const config = { api: { bodyParser: false, externalResolver: true } };

/** Everything below /oidc, and the discovery document, is oidc-provider's; our own are the interaction's two steps. */
export default async function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const { platform, issuer } = app();
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, String(value));
  const info = requestInfo(headers, { app: 'accounts', env: platform.env });
  const origin = new URL(platform.env.origins.accounts);
  // The issuer builds its addresses from the request: whatever way this one came, they are the public ones.
  req.headers.host = origin.host;
  req.headers['x-forwarded-proto'] = origin.protocol.slice(0, -1);
  req.headers['x-forwarded-host'] = origin.host;
  req.url = (req.url ?? '')
    .replace(/^\/api\/oidc\/discovery/, '/.well-known/openid-configuration')
    .replace(/^\/api\/oidc/, '/oidc');
  res.setHeader('x-request-id', info.id);
  const trace = { requestId: info.id, traceparent: info.traceparent, ip: info.ip, userAgent: info.userAgent };
  const { provider } = await issuer();
  await traced(trace, async () => {
    if (req.url?.startsWith('/oidc/interaction/'))
      return interact(req, res, { ...app(), provider, isFirstParty });
    await clientAuth.run({ basic: headers.get('authorization')?.startsWith('Basic ') ?? false }, () =>
      provider.callback()(req, res),
    );
  });
}
