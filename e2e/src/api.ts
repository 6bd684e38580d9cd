import { z } from 'zod';
import type { Site } from './platform.ts';

const Parameter = z.object({ name: z.string(), in: z.string(), schema: z.unknown().optional() });
const Operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z
    .object({
      content: z.record(
        z.string(),
        z.object({
          schema: z
            .object({ properties: z.record(z.string(), z.unknown()).default({}) })
            .loose()
            .optional(),
        }),
      ),
    })
    .optional(),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

export type ApiOperation = {
  site: Site;
  /** `GET /bookmarks/{id}` */
  name: string;
  method: string;
  path: string;
  isPublic: boolean;
  query: string[];
  fields: string[];
  multipart: boolean;
};

/** Every operation that an origin says it has, from its OpenAPI document. */
export const operationsOf = async (site: Site, origin: string): Promise<ApiOperation[]> => {
  const answer = await fetch(`${origin}/api/v1/openapi.json`);
  const { paths } = Document.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const content = operation.requestBody?.content ?? {};
      return {
        site,
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        isPublic: operation.security?.length === 0,
        query: operation.parameters.filter((one) => one.in === 'query').map((one) => one.name),
        fields: Object.keys(content['application/json']?.schema?.properties ?? {}),
        multipart: 'multipart/form-data' in content,
      };
    }),
  );
};
