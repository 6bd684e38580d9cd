import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { sameText } from '../../kernel/keys.ts';
import type { Log } from '../../kernel/log.ts';
import type { WireEvent } from '../jobs.ts';
import { hashedSigningKey } from './signature.ts';

const bodyBytesMax = 4_194_304;

const incoming = z.looseObject({
  id: z.string().min(1).max(200).nullish(),
  name: z.string().min(1).max(256),
  ts: z.number().nullish(),
  v: z.string().nullish(),
  data: z.record(z.string(), z.unknown()).default({}),
  user: z.record(z.string(), z.unknown()).nullish(),
});
const events = z.union([z.array(incoming).max(500), incoming.transform((one) => [one])]);

export type HttpDeps = {
  eventKey: string;
  signingKey: string;
  accept: (events: WireEvent[]) => Promise<void>;
  /** What is not ready, empty when all is. */
  notReady: () => Promise<string[]>;
  /** An app says that its functions may have changed. */
  resync: (app: string) => void;
  log: Log;
};

type Reply = { status: number; body: unknown };

/** The executor's own endpoints: health, readiness, and the parts of Inngest's API that an SDK calls. */
export const createHttp = (deps: HttpDeps): Server =>
  createServer((request, response) => {
    answer(deps, request)
      .catch((error: unknown): Reply => {
        if (error instanceof TooLarge) return { status: 413, body: { error: error.message, status: 413 } };
        deps.log.error({ err: error }, 'request failed');
        return { status: 500, body: { error: 'Something went wrong.', status: 500 } };
      })
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.end(JSON.stringify(body));
      })
      .catch((error: unknown) => deps.log.error({ err: error }, 'answer failed'));
  });

const answer = async (deps: HttpDeps, request: IncomingMessage): Promise<Reply> => {
  const { pathname } = new URL(request.url ?? '/', 'http://executor');
  const route = `${request.method} ${pathname}`;
  if (route === 'GET /api/health') return { status: 200, body: { status: 'ok' } };
  if (route === 'GET /api/ready') {
    const missing = await deps.notReady();
    return { status: missing.length === 0 ? 200 : 503, body: { ready: missing.length === 0, missing } };
  }
  if (request.method === 'POST' && pathname.startsWith('/e/'))
    return takeEvents(deps, request, pathname.slice(3));
  if (route === 'POST /fn/register') return register(deps, request);
  return { status: 404, body: { error: 'There is no such path.', status: 404 } };
};

const refused: Reply = { status: 401, body: { error: 'Event key not found', status: 401 } };

const takeEvents = async (deps: HttpDeps, request: IncomingMessage, key: string): Promise<Reply> => {
  if (!sameText(decodeURIComponent(key), deps.eventKey)) return refused;
  const text = await readBody(request);
  const parsed = events.safeParse(parseJson(text));
  if (!parsed.success) return { status: 400, body: { error: 'Cannot process event payload', status: 400 } };
  if (text.includes('\\u0000'))
    return { status: 400, body: { error: 'A text holds a NUL character', status: 400 } };
  const seed = request.headers['x-inngest-event-id-seed'];
  const taken = parsed.data.map(({ id, name, ts, v, data, user }, index) => ({
    // An SDK that repeats a request sends the same seed, so that the same events get the same ids.
    id:
      id ??
      createHash('sha256')
        .update(`${seed ?? crypto.randomUUID()} ${index}`)
        .digest('hex')
        .slice(0, 32),
    name,
    ts: ts ?? Date.now(),
    data,
    ...(v ? { v } : {}),
    ...(user ? { user } : {}),
  }));
  await deps.accept(taken);
  return { status: 200, body: { ids: taken.map(({ id }) => id), status: 200 } };
};

const register = async (deps: HttpDeps, request: IncomingMessage): Promise<Reply> => {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (!sameText(token, hashedSigningKey(deps.signingKey))) return refused;
  const parsed = z.looseObject({ appName: z.string() }).safeParse(parseJson(await readBody(request)));
  if (!parsed.success) return { status: 400, body: { error: 'no appName', status: 400 } };
  deps.resync(parsed.data.appName);
  return { status: 200, body: { ok: true, status: 200, modified: true } };
};

class TooLarge extends Error {}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new TooLarge('The body is larger than 4 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
