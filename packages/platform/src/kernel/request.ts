import { isIPv6 } from 'node:net';
import { newId } from '@portfolio/db/ids';
import type { KeyValue, LimitResult } from '../kv/kv.ts';
import type { Actor, AppName } from './actor.ts';
import type { Env } from './env.ts';
import { DomainError, toDomainError, toProblem } from './errors.ts';
import { requestLoad } from './load.ts';
import { hashedId, type Log } from './log.ts';
import { maskedPath } from './path.ts';
import { peerHeader } from './peer.ts';
import { traced } from './trace.ts';
import type { Context, RequestInfo } from './trpc.ts';

/** Says who asks. Implemented by the auth domain; null = nobody, throws for a token that is not valid. */
export interface Authenticator {
  bearer(token: string): Promise<Actor | null>;
  cookie(headers: Headers): Promise<Actor | null>;
}

export type GateOptions = {
  app: AppName;
  env: Env;
  log: Log;
  kv: KeyValue;
  authenticator: Authenticator;
  /** The header that chooses a tenant, such as `x-district-id`; an app without tenants has none. */
  tenantHeader?: string | undefined;
};

const requestIdPattern = /^[A-Za-z0-9._-]{8,128}$/;
const traceparentPattern = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The network that limits count by: /24 of IPv4, /64 of IPv6. */
export const networkOf = (ip: string): string => {
  const mapped = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail = ''] = mapped.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = [
    ...left,
    ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'),
    ...right,
  ];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};

const tenantOf = (headers: Headers, name: string | undefined): string | undefined =>
  (name && headers.get(name)?.trim().slice(0, 100)) || undefined;

export const requestInfo = (
  headers: Headers,
  options: Pick<GateOptions, 'app' | 'env' | 'tenantHeader'>,
): RequestInfo => {
  const given = headers.get('x-request-id') ?? '';
  const forwarded = options.env.trustProxy
    ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  const ip = forwarded || headers.get(peerHeader) || '127.0.0.1';
  const traceparent = headers.get('traceparent') ?? '';
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(headers.get('if-match') ?? '')?.[1];
  return {
    id: requestIdPattern.test(given) ? given : newId(),
    app: options.app,
    ip,
    network: networkOf(ip),
    userAgent: (headers.get('user-agent') ?? '').slice(0, 400),
    traceparent: traceparentPattern.test(traceparent) ? traceparent : undefined,
    ifMatch: version === undefined ? undefined : Number(version),
    tenant: tenantOf(headers, options.tenantHeader),
    cookie: headers.get('authorization') === null,
  };
};

/** A browser of ours asks from our own origin; another site's page may not ride on the cookie. */
const refuseCrossSite = (headers: Headers, origin: string): void => {
  const site = headers.get('sec-fetch-site');
  const from = headers.get('origin');
  const same = from === null ? site === null || site === 'same-origin' || site === 'none' : from === origin;
  if (!same) throw new DomainError('forbidden', 'This request came from another site.');
};

const bearerOf = (headers: Headers): string | null => {
  const header = headers.get('authorization');
  if (header === null) return null;
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header)?.[1];
  if (!token) throw new DomainError('unauthenticated', 'The Authorization header is not "Bearer <token>".');
  return token;
};

/** Who asks, by bearer token or, in a browser of ours, by cookie. */
export const authenticate = async (
  headers: Headers,
  method: string,
  options: Pick<GateOptions, 'app' | 'env' | 'authenticator'>,
): Promise<Actor | null> => {
  const token = bearerOf(headers);
  if (token !== null) {
    const actor = await options.authenticator.bearer(token);
    if (!actor) throw new DomainError('unauthenticated', 'This token is not valid, or no longer.');
    return actor;
  }
  const actor = await options.authenticator.cookie(headers);
  if (actor && method !== 'GET' && method !== 'HEAD')
    refuseCrossSite(headers, options.env.origins[options.app]);
  return actor;
};

/** Reads a body up to `max` bytes; 413 as soon as it is known to be larger. */
export const readBody = async (req: Request, max: number): Promise<Uint8Array<ArrayBuffer>> => {
  const tooLarge = (): DomainError => new DomainError('too_large', `The body is larger than ${max} bytes.`);
  if (Number(req.headers.get('content-length') ?? 0) > max) throw tooLarge();
  if (!req.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of req.body) {
    size += chunk.byteLength;
    if (size > max) throw tooLarge();
    chunks.push(chunk);
  }
  const all = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return all;
};

const perPerson = { perMinute: 1_200, burst: 300 };

const limitHeaders = (result: LimitResult): Record<string, string> => ({
  'ratelimit-policy': `"default";q=${perPerson.perMinute};w=60`,
  ratelimit: `"default";r=${result.remaining};t=${Math.ceil(result.retryAfterMs / 1000)}`,
});

/** Takes a request, or the calls of a batch, from the allowance of this person (or network) in this app; 429 when it is used up. */
export const limitRequest = async (
  actor: Actor | null,
  info: RequestInfo,
  options: GateOptions,
  cost = 1,
) => {
  if (!options.env.rateLimits) return {};
  const who = actor ? `person:${actor.userId}` : `network:${info.network}`;
  const result = await options.kv.limit(`requests:${options.app}:${who}`, perPerson, cost);
  const headers = limitHeaders(result);
  if (result.allowed) return headers;
  const seconds = String(Math.max(1, Math.ceil(result.retryAfterMs / 1000)));
  throw new DomainError('rate_limited', `Too many requests: try again in ${seconds} s.`, {
    headers: { ...headers, 'retry-after': seconds },
  });
};

/** An error as the answer that a caller gets. */
export const problemResponse = (error: unknown, requestId: string, log: Log): Response => {
  const known = toDomainError(error);
  if (!known) log.error({ err: error, requestId }, 'request failed');
  const problem = toProblem(error, requestId);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'x-request-id': requestId,
      'cache-control': 'no-store',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...known?.extras.headers,
    },
  });
};

export type Gated = Context & { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> };
export type GateUse = {
  /** Bytes; `null` leaves the body to the handler, which must bound it. */
  bodyMax: number | null;
  /** A token that is sent must be valid; `ignored` does not look at it. */
  token: 'checked' | 'ignored';
  /** How many calls it counts as; one where it is not said. */
  cost?: number;
  /** What the log calls this address; without it the path, with what may be a token masked. */
  route?: string;
};

/**
 * What every request goes through, whatever the transport: id, body limit, who asks, rate limit, one log line, and
 * errors as problem+json.
 */
export const createGate =
  (options: GateOptions) =>
  async (req: Request, use: GateUse, inner: (gated: Gated) => Promise<Response>): Promise<Response> => {
    const info = requestInfo(req.headers, options);
    const log = options.log.child({ requestId: info.id, traceparent: info.traceparent });
    const began = performance.now();
    let actor: Actor | null = null;
    let response: Response;
    try {
      const body = use.bodyMax === null ? new Uint8Array() : await readBody(req, use.bodyMax);
      if (use.token === 'checked') actor = await authenticate(req.headers, req.method, options);
      const headers = await limitRequest(actor, info, options, use.cost);
      const gated = { actor, request: info, log, body, headers };
      const trace = {
        requestId: info.id,
        traceparent: info.traceparent,
        ip: info.ip,
        userAgent: info.userAgent,
      };
      response = await requestLoad.during(() => traced(trace, () => inner(gated)));
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    } catch (error) {
      response = problemResponse(error, info.id, log);
    }
    response.headers.set('x-request-id', info.id);
    log.info({
      method: req.method,
      path: use.route ?? maskedPath(new URL(req.url).pathname),
      status: response.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      ...(actor
        ? { user: hashedId(actor.userId), session: actor.sessionId ? hashedId(actor.sessionId) : undefined }
        : {}),
    });
    return response;
  };

export type Gate = ReturnType<typeof createGate>;
