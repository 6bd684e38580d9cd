import { performance } from 'node:perf_hooks';
import { serve } from 'inngest/next';
import { requestLoad } from '../kernel/load.ts';
import { readBody } from '../kernel/request.ts';
import { type AppInngest, toFunctions } from './functions.ts';

type Handler = (request: Request) => Promise<Response>;

const busyFrom = 0.8;
const lookMs = 20;
const waitMaxMs = 3_000;

/**
 * Lets requests go first: a job's step starts when the event loop has had air for a moment and no request was being
 * answered for half of it, at the latest after 3 s. Steps share the process, and the machine, with people's requests.
 */
const whenCalm = async (): Promise<void> => {
  for (let waitedMs = 0; waitedMs < waitMaxMs; waitedMs += lookMs) {
    const loop = performance.eventLoopUtilization();
    const requests = requestLoad.since();
    await new Promise((done) => setTimeout(done, lookMs));
    const busy = Math.max(performance.eventLoopUtilization(loop).utilization / busyFrom, requests() * 2);
    if (busy < 1) return;
  }
};

/**
 * The handlers of an app's `/api/inngest` route: register (PUT), call (POST) and introspect (GET), each only with a
 * signature that is at most five minutes old.
 */
export const jobsHandler = (app: AppInngest): { GET: Handler; POST: Handler; PUT: Handler } => {
  const handler = serve({
    client: app.client,
    functions: toFunctions(app),
    streaming: false,
    enableUnauthedSync: app.hosted,
  });
  return {
    GET: (request) => answer(handler.GET, request),
    PUT: async (request) => answer(handler.PUT, await bounded(request)),
    POST: async (request) => {
      await whenCalm();
      return answer(handler.POST, await bounded(request));
    },
  };
};

const bodyMax = 4_000_000;

/** The SDK reads a body whole before it looks at the signature. */
const bounded = async (request: Request): Promise<Request> =>
  new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: await readBody(request, bodyMax),
  });

/** `serve` types its handlers for the pages router as well; in a route handler they take a request alone. */
const answer = async (handler: unknown, request: Request): Promise<Response> => {
  if (!isHandler(handler)) throw new Error('inngest/next gave no handler');
  return handler(request);
};

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
