import { initTRPC, TRPCError } from '@trpc/server';
import { type Actor, type AppName, adminScopes } from './actor.ts';
import { DomainError, statusOf, toDomainError, toProblem } from './errors.ts';
import { refuseHostile } from './input.ts';
import type { Log } from './log.ts';
import { metrics } from './metrics.ts';

export type RequestInfo = {
  id: string;
  app: AppName;
  /** The peer's address, and the /24 or /64 that limits count by. */
  ip: string;
  network: string;
  userAgent: string;
  traceparent?: string | undefined;
  /** `If-Match`, as the version that the caller last saw. */
  ifMatch?: number | undefined;
  /** Which of their tenants (a district, a team) the caller asks for: its id or its short name. */
  tenant?: string | undefined;
  /** True in a browser of ours: a cookie, not a bearer token, says who asks. */
  cookie: boolean;
};

export type Context = { actor: Actor | null; request: RequestInfo; log: Log };

export type RestMeta = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api/v1, with `{name}` for parameters. */
  path: `/${string}`;
  /** Default 201 for POST, 204 for DELETE, else 200. */
  status?: number | ((output: unknown) => number);
  /** Bytes of the body, default 1 MB. */
  bodyMax?: number;
};

export type Meta = {
  rest?: RestMeta;
  /** The scope that a caller needs; `session` = a signed-in session and no other token; `public` = no token. */
  scope: string;
  /** Administrators alone; others are refused with 403. */
  admin?: boolean;
  summary?: string;
};

const trpcCode = (status: number): TRPCError['code'] => {
  const codes: Record<number, TRPCError['code']> = {
    400: 'BAD_REQUEST',
    401: 'UNAUTHORIZED',
    403: 'FORBIDDEN',
    404: 'NOT_FOUND',
    405: 'METHOD_NOT_SUPPORTED',
    409: 'CONFLICT',
    413: 'PAYLOAD_TOO_LARGE',
    415: 'UNSUPPORTED_MEDIA_TYPE',
    422: 'UNPROCESSABLE_CONTENT',
    428: 'PRECONDITION_REQUIRED',
    429: 'TOO_MANY_REQUESTS',
    502: 'BAD_GATEWAY',
    503: 'SERVICE_UNAVAILABLE',
    504: 'GATEWAY_TIMEOUT',
  };
  return codes[status] ?? 'INTERNAL_SERVER_ERROR';
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    defaultMeta: { scope: 'unset' },
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    errorFormatter: ({ shape, error, ctx }) => {
      const problem = toProblem(error, ctx?.request.id ?? '');
      return { ...shape, message: problem.detail, data: { ...shape.data, stack: undefined, problem } };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** `next()` never throws: the outcome is looked at here, masked, measured and logged once. */
const outcome = t.middleware(async ({ next, path, ctx }) => {
  const began = performance.now();
  const result = await next();
  const seconds = (performance.now() - began) / 1000;
  if (result.ok) {
    metrics.requests.observe({ procedure: path, code: 'ok' }, seconds);
    return result;
  }
  const known = toDomainError(result.error);
  const isOutput = result.error.message === 'Output validation failed';
  metrics.requests.observe({ procedure: path, code: known?.code ?? 'internal' }, seconds);
  if (known && !isOutput) {
    const code = trpcCode(statusOf[known.code]);
    return { ...result, error: new TRPCError({ code, message: known.message, cause: known }) };
  }
  ctx.log.error({ err: result.error.cause ?? result.error, procedure: path }, 'procedure failed');
  const masked = new DomainError('internal', 'Something went wrong on our side. Nothing was changed.');
  return {
    ...result,
    error: new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: masked.message, cause: masked }),
  };
});

const wellFormed = t.middleware(async ({ next, getRawInput }) => {
  refuseHostile(await getRawInput());
  return next();
});

/**
 * Throws unless this caller may call at all: a token, its scope, the administrator's role. Whose thing it is, the
 * service decides. An administrator's token is held to the administrator's scopes that it was given.
 */
export const refuseUnauthorised = (actor: Actor | null, meta: Meta | undefined): Actor => {
  if (!meta || meta.scope === 'unset') throw new Error('procedure without a scope');
  if (!actor) throw new DomainError('unauthenticated', 'Sign in first, or send a valid token.');
  const met = meta.scope.split('|').filter((one) => actor.scopes.has(one));
  if (meta.scope === 'session' ? actor.kind !== 'session' : met.length === 0)
    throw new DomainError('insufficient_scope', `This token lacks the scope ${meta.scope}.`);
  if (meta.admin && !actor.admin && !met.some((one) => adminScopes.includes(one)))
    throw new DomainError('forbidden', 'Only an administrator may do this.');
  return actor;
};

const authorise = t.middleware(({ next, ctx, meta }) =>
  next({ ctx: { ...ctx, actor: refuseUnauthorised(ctx.actor, meta) } }),
);

/** A procedure that needs no token (`meta.scope: 'public'`). */
export const open = t.procedure.use(outcome).use(wellFormed);
/** A procedure of somebody: `ctx.actor` is there, and holds the scope that `meta` names. */
export const authed = t.procedure.use(outcome).use(authorise).use(wellFormed);
