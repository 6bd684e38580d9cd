import type { OidcIssuer } from '@portfolio/platform/auth/drivers/oidc';
import type { ClientsService } from '@portfolio/platform/auth/service.clients';
import type { SessionLinks } from '@portfolio/platform/auth/service.session-links';
import type { SessionsService } from '@portfolio/platform/auth/service.sessions';
import type { Platform } from '@portfolio/platform/server/platform';
import type { NextApiRequest, NextApiResponse } from 'next';
import { cookieOf, sessionCookie } from './cookies.ts';
import { wantsPassword } from './freshness.ts';

type Provider = OidcIssuer['provider'];
type Deps = {
  provider: Provider;
  platform: Platform;
  sessions: SessionsService;
  links: SessionLinks;
  clients: ClientsService;
  isFirstParty: (clientId: string) => boolean;
};
type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

const go = (res: NextApiResponse, to: string): void => {
  res.writeHead(303, { location: to, 'cache-control': 'no-store' });
  res.end();
};

const readForm = async (req: NextApiRequest): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of req) {
    text += String(chunk);
    if (text.length > 10_000) throw new Error('the form is too large');
  }
  return new URLSearchParams(text);
};

const grantFor = async (provider: Provider, details: Details, accountId: string): Promise<string> => {
  const clientId = String(details.params.client_id);
  const found = details.grantId ? await provider.Grant.find(details.grantId) : undefined;
  const grant = found ?? new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(String(details.params.scope ?? 'openid'));
  return grant.save();
};

/**
 * The issuer asks the front door two things: who this is, and whether they consent. GET decides what page comes next,
 * POST /…/confirm and /…/deny are the buttons of the consent page.
 */
export const interact = async (req: NextApiRequest, res: NextApiResponse, deps: Deps): Promise<void> => {
  const { provider, platform, sessions, links, clients } = deps;
  const token = cookieOf(req.headers.cookie ?? null, sessionCookie(platform.env).name);
  const actor = token ? await sessions.byCookie(token) : null;
  const details = await provider.interactionDetails(req, res).catch(() => null);
  if (!details) return go(res, '/');
  const { uid, prompt } = details;
  const clientId = String(details.params.client_id);
  const here = `/oidc/interaction/${uid}`;
  const signIn = `/signin?continue=${encodeURIComponent(here)}&app=${encodeURIComponent(clientId)}`;
  const signedInAt = actor?.sessionId ? await links.signedInAt(actor.sessionId) : null;
  if (!actor || !signedInAt) return go(res, signIn);
  if (req.method === 'POST') {
    if (req.headers.origin !== platform.env.origins.accounts) {
      res.writeHead(403).end();
      return;
    }
    await readForm(req);
    if (req.url?.endsWith('/deny')) {
      await provider.interactionFinished(req, res, {
        error: 'access_denied',
        error_description: 'The person did not allow it.',
      });
      return;
    }
    await clients.markUsed(actor.userId, clientId);
    const grantId = await grantFor(provider, details, actor.userId);
    await provider.interactionFinished(req, res, { consent: { grantId } }, { mergeWithLastSubmission: true });
    return;
  }
  if (prompt.name === 'login') {
    if (wantsPassword(details.params, { signedInAt, began: details.iat }))
      return go(res, `${signIn}&again=1`);
    const login = { accountId: actor.userId, ts: Math.floor(signedInAt.getTime() / 1000) };
    await provider.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
    return;
  }
  go(res, `/consent/${uid}`);
};
