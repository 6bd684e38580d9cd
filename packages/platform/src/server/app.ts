import { newId } from '@portfolio/db/ids';
import type { AnyRouter } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { sql } from 'drizzle-orm';
import { createRelyingParty } from '../auth/relying-party.ts';
import { createAppInngest, type Job } from '../jobs/functions.ts';
import { jobsHandler } from '../jobs/handler.ts';
import type { Actor } from '../kernel/actor.ts';
import { DomainError } from '../kernel/errors.ts';
import { hashToken, sameText } from '../kernel/keys.ts';
import { metrics } from '../kernel/metrics.ts';
import { type ExtraOperation, openApiDocument } from '../kernel/openapi.ts';
import { createGate, problemResponse, requestInfo } from '../kernel/request.ts';
import { createRest } from '../kernel/rest.ts';
import type { ExtraRoute } from '../kernel/route.ts';
import type { Context } from '../kernel/trpc.ts';
import { mediaOperations, mediaRoutes } from '../media/routes.ts';
import { docsPage } from './docs.ts';
import type { Platform } from './platform.ts';

type Handler = (req: Request) => Promise<Response>;

/** Calls in one batch of tRPC; the clients are told the same. */
const batchMax = 10;

const callsOf = (req: Request): number => new URL(req.url).pathname.split(/,|%2c/i).length;

export type AppOptions<R extends AnyRouter> = {
  platform: Platform;
  title: string;
  router: R;
  jobs: Job[];
  routes?: ExtraRoute[];
  operations?: ExtraOperation[];
  /** The header by which a caller with several tenants chooses one. */
  tenantHeader?: string;
  /** Who a cookie stands for; default: this app is a relying party of the issuer. */
  cookie?: (headers: Headers) => Promise<Actor | null>;
};

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });

/** Everything that an app answers below /api, and who a page's visitor is. */
export const createApp = <R extends AnyRouter>({
  platform,
  title,
  router,
  jobs,
  ...options
}: AppOptions<R>) => {
  const { app, env, log, ports, services } = platform;
  const relyingParty = options.cookie
    ? null
    : createRelyingParty({
        app,
        origins: env.origins,
        issuerInternal: env.accountsInternalUrl,
        secret: env.secret,
        sessions: services.sessions,
        log,
      });
  const cookie = options.cookie ?? relyingParty?.actorOf ?? (async () => null);
  const authenticator = { bearer: (token: string) => services.sessions.bearer(token), cookie };
  const { tenantHeader } = options;
  const gate = createGate({ app, env, log, kv: ports.kv, authenticator, tenantHeader });
  const rest = createRest({ router, gate, db: ports.db });
  const inngest = jobsHandler(createAppInngest({ app, env: env.jobs, jobs, log }));

  const trpc: Handler = (req) =>
    gate(req, { bodyMax: 1_000_000, token: 'checked', cost: callsOf(req) }, (gated) => {
      const hasBody = req.method !== 'GET' && req.method !== 'HEAD';
      const init = { method: req.method, headers: req.headers, signal: req.signal };
      return fetchRequestHandler({
        endpoint: '/api/trpc',
        req: new Request(req.url, hasBody ? { ...init, body: gated.body } : init),
        router,
        maxBatchSize: batchMax,
        createContext: (): Context => ({ actor: gated.actor, request: gated.request, log: gated.log }),
      });
    });

  const ready: Handler = async () => {
    try {
      await ports.db.execute(sql`select 1`);
      const problem = await platform.boot.problem();
      if (problem) return json({ status: 'unready', problem }, 503);
      const outbox = await services.events.figures();
      return json({ status: 'ready', drivers: platform.drivers, queue: outbox });
    } catch {
      return json({ status: 'unready', problem: 'The database does not answer.' }, 503);
    }
  };

  const showMetrics: Handler = async (req) => {
    const { metricsToken } = env;
    const given = req.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
    if (!metricsToken) return json({ status: 404 }, 404);
    if (!sameText(hashToken(given), hashToken(metricsToken))) return json({ status: 401 }, 401);
    const { depth, oldestAgeMs, deadLetters } = await services.events.figures();
    metrics.outboxDepth.set(depth);
    metrics.outboxAge.set((oldestAgeMs ?? 0) / 1000);
    metrics.deadLetters.set(deadLetters);
    return new Response(await metrics.registry.metrics(), {
      headers: { 'content-type': metrics.registry.contentType },
    });
  };

  const document = () =>
    openApiDocument({
      router,
      title,
      origin: env.origins[app],
      extra: [...mediaOperations, ...(options.operations ?? [])],
    });
  const exact: Record<string, Handler> = {
    '/api/health': async () => json({ status: 'ok', app }),
    '/api/ready': ready,
    '/api/metrics': showMetrics,
    '/api/v1/openapi.json': async () => json(document()),
    '/api/docs': async () => docsPage(document()),
  };

  const routes = [...(options.routes ?? []), ...mediaRoutes(services.media, app)];

  const dispatch: Handler = async (req) => {
    const path = new URL(req.url).pathname;
    const own = exact[path];
    if (own && req.method === 'GET') return own(req);
    if (own && req.method === 'HEAD') return withoutBody(await own(req));
    try {
      await platform.boot.admit();
    } catch (error) {
      return problemResponse(error, requestInfo(req.headers, { app, env, tenantHeader }).id, log);
    }
    for (const route of routes)
      if (path.startsWith(route.path) && req.method === route.method) return route.handle(req, gate);
    if (path.startsWith('/api/v1')) return rest(req);
    if (path.startsWith('/api/trpc')) return trpc(req);
    if (path === '/api/inngest' && isJobMethod(req.method)) return inngest[req.method](req);
    if (path.startsWith('/api/auth/') && relyingParty) return relyingParty.handle(req);
    return gate(req, { bodyMax: 1_000_000, token: 'ignored' }, async () => {
      throw new DomainError('not_found', 'There is nothing at this address.');
    });
  };

  const handle: Handler = (req) =>
    dispatch(req).catch((error: unknown) => problemResponse(error, newId(), log));

  /** The context of a page's own calls: the router's caller takes it, so that a page asks as its visitor. */
  const context = async (headers: Headers): Promise<Context> => {
    const request = requestInfo(headers, { app, env, tenantHeader });
    await platform.boot.admit();
    return { actor: await cookie(headers), request, log: log.child({ requestId: request.id }) };
  };

  return { platform, gate, router, handle, context };
};

const withoutBody = ({ status, headers }: Response): Response => new Response(null, { status, headers });

const isJobMethod = (method: string): method is 'GET' | 'POST' | 'PUT' =>
  method === 'GET' || method === 'POST' || method === 'PUT';
