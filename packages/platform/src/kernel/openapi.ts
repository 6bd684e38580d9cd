import type { AnyRouter } from '@trpc/server';
import { z } from 'zod';
import { type RestProcedure, restProcedures, statusFor } from './rest.ts';

type Json = Record<string, unknown>;

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
};

const problem = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const operationOf = ({ name, meta, input, output }: RestProcedure): Json => {
  const { rest, scope, summary } = meta;
  const schema = input ? schemaOf(input, 'input') : {};
  const properties = Object.entries(Object(schema.properties ?? {}));
  const required = new Set<unknown>(Array.isArray(schema.required) ? schema.required : []);
  const inPath = new Set([...rest.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const inQuery = rest.method === 'GET' || rest.method === 'DELETE';
  const parameters = properties
    .filter(([key]) => inPath.has(key) || inQuery)
    .map(([key, value]) => ({
      name: key,
      in: inPath.has(key) ? 'path' : 'query',
      required: inPath.has(key) || required.has(key),
      schema: value,
    }));
  const bodyFields = properties.filter(([key]) => !inPath.has(key));
  const body = schema.properties
    ? {
        ...schema,
        properties: Object.fromEntries(bodyFields),
        required: [...required].filter((key) => !inPath.has(String(key))),
      }
    : schema;
  const statuses = typeof rest.status === 'function' ? [200, 201] : [statusFor(rest, undefined)];
  const answer = (status: number): Json => ({
    description: status === 204 ? 'Done' : 'The answer',
    ...(status === 204 || !output
      ? {}
      : { content: { 'application/json': { schema: schemaOf(output, 'output') } } }),
  });
  return {
    operationId: name,
    summary: summary ?? name,
    tags: [rest.path.split('/')[1]],
    security: scope === 'public' ? [] : [{ bearer: scope === 'session' ? [] : scope.split('|') }],
    parameters,
    ...(inQuery || bodyFields.length === 0
      ? {}
      : { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: {
      ...Object.fromEntries(statuses.map((status) => [status, answer(status)])),
      default: problem,
    },
  };
};

/** A route handler that is no procedure (multipart, streams); it stands in the document too. */
export type ExtraOperation = { method: 'get' | 'post' | 'put' | 'delete'; path: string; operation: Json };

/** The OpenAPI 3.1 document of one origin, made from its routers. */
export const openApiDocument = (options: {
  router: AnyRouter;
  title: string;
  origin: string;
  extra?: ExtraOperation[];
}): Json => {
  const paths: Record<string, Json> = {};
  for (const procedure of restProcedures(options.router)) {
    const { path, method } = procedure.meta.rest;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(procedure) };
  }
  for (const { method, path, operation } of options.extra ?? [])
    paths[path] = { ...paths[path], [method]: operation };
  return {
    openapi: '3.1.0',
    info: { title: options.title, version: '1.0.0' },
    servers: [{ url: `${options.origin}/api/v1` }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string' },
            requestId: { type: 'string' },
            fields: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
          },
        },
      },
    },
    paths,
  };
};
