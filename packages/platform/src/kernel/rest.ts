import type { Db } from '@portfolio/db/client';
import type { AnyRouter } from '@trpc/server';
import { addRoute, createRouter, findRoute } from 'rou3';
import { z } from 'zod';
import { DomainError } from './errors.ts';
import { idempotent } from './idempotency.ts';
import type { Gate, Gated } from './request.ts';
import { type Context, createCallerFactory, type Meta, type RestMeta, refuseUnauthorised } from './trpc.ts';

export type RestProcedure = {
  name: string;
  meta: Meta & { rest: RestMeta };
  input: z.ZodType | undefined;
  output: z.ZodType | undefined;
};

const isZod = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

/** Every procedure of a router that has a REST path. */
export const restProcedures = (router: AnyRouter): RestProcedure[] => {
  const found: RestProcedure[] = [];
  for (const [name, procedure] of Object.entries(router._def.procedures)) {
    const { meta, inputs, output } = describeProcedure(procedure);
    if (meta?.rest)
      found.push({
        name,
        meta: { ...meta, rest: meta.rest },
        input: inputs.find(isZod),
        output: isZod(output) ? output : undefined,
      });
  }
  return found;
};

type AnyProcedure = { name: string; type: string; meta: Meta | undefined; input: z.ZodType | undefined };

/** Name, meta and input of every procedure of a router, those without a REST path too. */
export const allProcedures = (router: AnyRouter): AnyProcedure[] =>
  Object.entries(router._def.procedures).map(([name, procedure]) => {
    const { type, meta, inputs } = describeProcedure(procedure);
    return { name, type, meta, input: inputs.find(isZod) };
  });

type Described = { type: string; meta?: Meta; inputs: unknown[]; output?: unknown };

/** tRPC types a procedure's definition as unknown to the outside; the shape is that of @trpc/server 11. */
export const describeProcedure = (procedure: unknown): Described => (procedure as { _def: Described })._def;

const defaultStatus: Record<string, number> = { GET: 200, POST: 201, PUT: 200, DELETE: 204 };

export const statusFor = (rest: RestMeta, output: unknown): number =>
  typeof rest.status === 'function'
    ? rest.status(output)
    : (rest.status ?? defaultStatus[rest.method] ?? 200);

type JsonSchema = {
  type?: string | string[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
};

const typesOf = (schema: JsonSchema | undefined): string[] => [
  ...(schema?.type === undefined ? [] : [schema.type].flat()),
  ...(schema?.anyOf ?? []).flatMap(typesOf),
];

const jsonSchemaOf = (input: z.ZodType | undefined): JsonSchema => {
  if (!input) return {};
  const schema: JsonSchema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return schema;
};

/** A query string has only texts: turn each into what the procedure's input says, and leave the rest to validation. */
const coerce = (values: string[], schema: JsonSchema | undefined): unknown => {
  const types = typesOf(schema);
  if (types.includes('array')) return values.map((value) => coerce([value], schema?.items));
  const value = values.at(-1) ?? '';
  if ((types.includes('number') || types.includes('integer')) && /^-?\d+(\.\d+)?$/.test(value))
    return Number(value);
  if (types.includes('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  return value;
};

const parseJson = (gated: Gated, contentType: string | null): unknown => {
  if (gated.body.byteLength === 0) return {};
  if (contentType !== null && !/^application\/([a-z.+-]+\+)?json\b/i.test(contentType))
    throw new DomainError('unsupported_media_type', 'Send JSON (application/json).');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(gated.body));
  } catch (error) {
    throw new DomainError('malformed', 'The body is not valid JSON in UTF-8.', {}, error);
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Route = RestProcedure & { schema: JsonSchema };

const inputOf = (req: Request, route: Route, params: Record<string, string>, gated: Gated): unknown => {
  const query: Record<string, unknown> = {};
  const search = new URL(req.url).searchParams;
  for (const key of new Set(search.keys()))
    query[key] = coerce(search.getAll(key), route.schema.properties?.[key]);
  const body =
    req.method === 'GET' || req.method === 'DELETE' ? {} : parseJson(gated, req.headers.get('content-type'));
  if (isObject(body)) return { ...query, ...body, ...params };
  const types = typesOf(route.schema);
  if (types.includes('array') || route.schema.anyOf) return body;
  throw new DomainError('validation_failed', 'The body must be a JSON object.', {
    fields: { body: ['Must be an object.'] },
  });
};

const callByPath = (caller: unknown, path: string, input: unknown): Promise<unknown> => {
  let current: unknown = caller;
  for (const part of path.split('.')) current = Reflect.get(Object(current), part);
  if (typeof current !== 'function') throw new Error(`no procedure ${path}`);
  return current(input);
};

const toResponse = (status: number, output: unknown, headers: Record<string, string> = {}): Response =>
  status === 204
    ? new Response(null, { status, headers })
    : new Response(JSON.stringify(output ?? {}), {
        status,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
      });

/**
 * Answers /api/v1 from the routers: the same procedures as /api/trpc, no handler written twice. Literal segments win
 * over parameters (`/students/search` over `/students/{id}`).
 */
export const createRest = (options: { router: AnyRouter; gate: Gate; db: Db }) => {
  const routes = createRouter<Route>();
  const allowed = createRouter<Set<string>>();
  for (const procedure of restProcedures(options.router)) {
    const path = procedure.meta.rest.path.replaceAll(/\{(\w+)\}/g, ':$1');
    addRoute(routes, procedure.meta.rest.method, path, {
      ...procedure,
      schema: jsonSchemaOf(procedure.input),
    });
    const known = findRoute(allowed, '', path)?.data ?? new Set<string>();
    if (known.size === 0) addRoute(allowed, '', path, known);
    known.add(procedure.meta.rest.method);
  }
  const createCaller = createCallerFactory(options.router);

  const call = async (
    req: Request,
    route: Route,
    params: Record<string, string>,
    gated: Gated,
  ): Promise<Response> => {
    const input = inputOf(req, route, params, gated);
    const { actor, request, log } = gated;
    const context: Context = { actor, request, log };
    const act = async () => {
      const body = await callByPath(createCaller(context), route.name, input);
      return { status: statusFor(route.meta.rest, body), body };
    };
    const key = req.headers.get('idempotency-key');
    if (key === null || req.method !== 'POST' || !actor || route.meta.rest.path.startsWith('/auth/')) {
      const { status, body } = await act();
      return toResponse(status, body);
    }
    // An answer that is given again is held to the scope that the first one needed.
    refuseUnauthorised(actor, route.meta);
    const use = {
      caller: actor.userId,
      route: new URL(req.url).pathname,
      tenant: request.tenant,
      key,
      body: gated.body,
      requestId: request.id,
    };
    const { status, body, replayed } = await idempotent(options.db, use, act);
    return toResponse(status, body, replayed ? { 'idempotency-replayed': 'true' } : {});
  };

  return (req: Request): Promise<Response> => {
    const path = new URL(req.url).pathname.replace(/^\/api\/v1/, '').replace(/(?<=.)\/$/, '');
    const method = req.method === 'HEAD' ? 'GET' : req.method;
    const match = findRoute(routes, method, path);
    if (!match) {
      const methods = findRoute(allowed, '', path)?.data;
      return options.gate(req, { bodyMax: 1_000_000, token: 'ignored' }, async () => {
        if (!methods) throw new DomainError('not_found', 'There is nothing at this address.');
        throw new DomainError('method_not_allowed', 'This address does not take that method.', {
          headers: { allow: [...methods].join(', ') },
        });
      });
    }
    const { rest, scope } = match.data.meta;
    const use = {
      bodyMax: rest.bodyMax ?? 1_000_000,
      token: scope === 'public' ? 'ignored' : 'checked',
      route: `/api/v1${rest.path}`,
    } as const;
    return options.gate(req, use, (gated) => call(req, match.data, decodeParams(match.params), gated));
  };
};

const decodeParams = (params: Record<string, string> | undefined): Record<string, string> => {
  const decoded: Record<string, string> = {};
  for (const [name, value] of Object.entries(params ?? {})) {
    try {
      decoded[name] = decodeURIComponent(value);
    } catch {
      throw new DomainError('not_found', 'There is nothing at this address.');
    }
  }
  return decoded;
};
