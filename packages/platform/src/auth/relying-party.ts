import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import NextAuth, { type AuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import type { Actor, AppName } from '../kernel/actor.ts';
import { useRelyingPartyOrigin } from '../kernel/env.ts';
import { deriveKey, randomToken } from '../kernel/keys.ts';
import type { Log } from '../kernel/log.ts';
import { readBody } from '../kernel/request.ts';
import { returnPath } from '../kernel/return-path.ts';
import { callbackPath, clientSecretOf } from './drivers/oidc-clients.ts';
import type { SessionsService } from './service.sessions.ts';

type Options = {
  app: AppName;
  origins: Record<AppName, string>;
  /** Where this server reaches the issuer; browsers use its public origin. */
  issuerInternal: string;
  secret: string;
  sessions: SessionsService;
  log: Log;
};

const provider = 'portfolio';

/** Cookies ignore ports: each app has names of its own, and the strictest prefix that its scheme allows. */
const cookieNames = (app: AppName, secure: boolean) => {
  const prefix = secure ? '__Host-' : '';
  const cookie = (name: string, maxAge?: number) => ({
    name: `${prefix}${app}_${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure, ...(maxAge ? { maxAge } : {}) },
  });
  return {
    sessionToken: cookie('session'),
    callbackUrl: cookie('callback'),
    csrfToken: cookie('csrf'),
    pkceCodeVerifier: cookie('pkce', 900),
    state: cookie('state', 900),
    nonce: cookie('nonce', 900),
  };
};

const optionsOf = ({ app, origins, issuerInternal, secret, log }: Options): AuthOptions => {
  const secure = origins[app].startsWith('https:');
  return {
    secret: deriveKey(secret, `next-auth:${app}`).toString('hex'),
    useSecureCookies: secure,
    cookies: cookieNames(app, secure),
    session: { strategy: 'jwt', maxAge: 30 * 86_400 },
    pages: { signIn: '/signin', error: '/signin' },
    logger: {
      error: (code, metadata) =>
        log.warn(
          { code, metadata: String(metadata instanceof Error ? metadata.message : '') },
          'relying party',
        ),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      {
        id: provider,
        name: 'Portfolio',
        type: 'oauth',
        issuer: origins.accounts,
        authorization: { url: `${origins.accounts}/oidc/auth`, params: { scope: 'openid profile email' } },
        token: `${issuerInternal}/oidc/token`,
        userinfo: `${issuerInternal}/oidc/me`,
        jwks_endpoint: `${issuerInternal}/oidc/jwks`,
        clientId: app,
        clientSecret: clientSecretOf(secret, app),
        idToken: true,
        checks: ['pkce', 'state', 'nonce'],
        client: { token_endpoint_auth_method: 'client_secret_basic' },
        profile: (claims: { sub: string }) => ({ id: claims.sub }),
      },
    ],
    callbacks: {
      // The cookie carries who, which session, and when they signed in; nothing else.
      jwt: ({ token, profile }) => {
        if (!profile) return token;
        const claims: Record<string, unknown> = { ...profile };
        return { sub: String(claims.sub), sid: claims.sid, auth_time: claims.auth_time };
      },
      redirect: ({ url }) => origins[app] + returnPath(url, origins[app]),
    },
  };
};

type NextAuthRequest = {
  method: string;
  headers: Record<string, string>;
  cookies: Record<string, string>;
  query: Record<string, string | string[]>;
  body?: Record<string, string>;
};
type Call = (req: NextAuthRequest, res: object, options: AuthOptions) => Promise<void>;
/** next-auth 4 types its handler as `any`; called with a plain request and response, this is its Pages form. */
const callNextAuth = (handler: unknown): Call => handler as Call;

/** Runs next-auth on plain data, without the ambient cookies() and headers() of the App router. */
const runNextAuth = async (req: NextAuthRequest, options: AuthOptions): Promise<Response> => {
  const headers = new Headers({ 'cache-control': 'no-store' });
  let status = 200;
  let body: string | null = null;
  const cookies: string[] = [];
  const res = {
    status: (code: number) => {
      status = code;
      return res;
    },
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? cookies : headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === 'set-cookie') cookies.splice(0, cookies.length, ...[value].flat());
      else headers.set(name, String(value));
      return res;
    },
    json: (value: unknown) => {
      body = JSON.stringify(value);
    },
    send: (value: unknown) => {
      body = typeof value === 'string' ? value : JSON.stringify(value ?? null);
    },
    end: () => {},
  };
  await callNextAuth(NextAuth)(req, res, options);
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(body, { status, headers });
};

const cookiesOf = (headers: Headers): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const part of (headers.get('cookie') ?? '').split(/; */)) {
    const at = part.indexOf('=');
    if (at > 0) found[part.slice(0, at)] = safeDecode(part.slice(at + 1));
  }
  return found;
};

const safeDecode = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

/** next-auth as a relying party of our issuer: the only file that knows next-auth. */
export const createRelyingParty = (options: Options) => {
  const { app, origins, sessions } = options;
  const auth = optionsOf(options);
  const origin = origins[app];
  const names = cookieNames(app, origin.startsWith('https:'));
  useRelyingPartyOrigin(origin);
  const keys = createRemoteJWKSet(new URL(`${options.issuerInternal}/oidc/jwks`));

  const claimsOf = async (headers: Headers): Promise<{ sub: string; sid: string } | null> => {
    const token = cookiesOf(headers)[names.sessionToken.name];
    if (!token || token.length > 4_096) return null;
    const claims = await decode({ token, secret: String(auth.secret) }).catch(() => null);
    return typeof claims?.sub === 'string' && typeof claims.sid === 'string'
      ? { sub: claims.sub, sid: claims.sid }
      : null;
  };

  const actorOf = async (headers: Headers): Promise<Actor | null> => {
    const claims = await claimsOf(headers);
    const actor = claims ? await sessions.bySid(claims.sid) : null;
    return actor && actor.userId === claims?.sub ? actor : null;
  };

  /** Starts the one top-level redirect to the issuer; next-auth itself wants a form post with its CSRF token. */
  const start = async (req: Request): Promise<Response> => {
    const callbackUrl = origin + returnPath(new URL(req.url).searchParams.get('callbackUrl'), origin);
    const csrf = randomToken();
    const proof = createHash('sha256').update(`${csrf}${auth.secret}`).digest('hex');
    const answer = await runNextAuth(
      {
        method: 'POST',
        headers: {},
        cookies: { [names.csrfToken.name]: `${csrf}|${proof}` },
        query: { nextauth: ['signin', provider] },
        body: { csrfToken: csrf, callbackUrl, json: 'true' },
      },
      auth,
    );
    const body: { url?: string } = await answer.json();
    const to = new URL(body.url ?? `${origin}/signin`);
    if (new URL(req.url).searchParams.has('ended')) to.searchParams.set('ended', '1');
    const headers = new Headers({ location: to.toString(), 'cache-control': 'no-store' });
    for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
    return new Response(null, { status: 302, headers });
  };

  const cleared = (): string => {
    const secure = origin.startsWith('https:') ? '; Secure' : '';
    return `${names.sessionToken.name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`;
  };

  /** Sign-out here is sign-out everywhere: ends the session, then this app's cookie. */
  const signOut = async (req: Request): Promise<Response> => {
    const from = req.headers.get('origin');
    if (from !== origin) return new Response(null, { status: 403 });
    const actor = await actorOf(req.headers);
    if (actor) await sessions.signOut(actor);
    return new Response(null, {
      status: 303,
      headers: { location: `${origin}/signed-out`, 'set-cookie': cleared() },
    });
  };

  /** OpenID Connect Back-Channel Logout 1.0, section 2.6: validates the logout token and drops what is cached. */
  const backchannelLogout = async (req: Request): Promise<Response> => {
    try {
      const body = new URLSearchParams(new TextDecoder().decode(await readBody(req, 10_000)));
      const { payload } = await jwtVerify(body.get('logout_token') ?? '', keys, {
        issuer: origins.accounts,
        audience: app,
        requiredClaims: ['iat', 'jti', 'events', 'sid'],
        typ: 'logout+jwt',
      });
      if ('nonce' in payload) throw new Error('a logout token has no nonce');
      sessions.forget();
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      options.log.warn(
        { reason: error instanceof Error ? error.message : 'unknown' },
        'logout token refused',
      );
      return Response.json(
        { error: 'invalid_request' },
        { status: 400, headers: { 'cache-control': 'no-store' } },
      );
    }
  };

  const callback = (req: Request): Promise<Response> => {
    const query = Object.fromEntries(new URL(req.url).searchParams);
    const cookies = cookiesOf(req.headers);
    return runNextAuth(
      { method: 'GET', headers: {}, cookies, query: { ...query, nextauth: ['callback', provider] } },
      auth,
    );
  };

  /** /api/auth/*: our own routes first, the rest is next-auth's callback. */
  const handle = async (req: Request): Promise<Response> => {
    const path = new URL(req.url).pathname;
    if (path === '/api/auth/start' && req.method === 'GET') return start(req);
    if (path === '/api/auth/signout' && req.method === 'POST') return signOut(req);
    if (path === '/api/auth/backchannel-logout' && req.method === 'POST') return backchannelLogout(req);
    if (path === callbackPath && req.method === 'GET') return callback(req);
    return new Response(null, { status: 404 });
  };

  return { actorOf, handle };
};

export type RelyingParty = ReturnType<typeof createRelyingParty>;
