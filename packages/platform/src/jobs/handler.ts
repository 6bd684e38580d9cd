import { performance } from 'node:perf_hooks';
import { serve } from 'inngest/next';
import { requestLoad } from '../kernel/load.ts';
import { readBody } from '../kernel/request.ts';
import { type AppInngest, toFunctions } from './functions.ts';

type Handler = (request: Request) => Promise<Response>;

const busyFrom = 0.8;
/** For so long a step waits until nobody asked anything in a while; after that it is content with half of the time. */
const patientMs = 300;
const silentMs = 25;
const halfOfMs = 100;
const waitMaxMs = 3_000;

/**
 * Lets requests go first, for steps share the process, and the machine, with people's requests: a job's step starts
 * when 25 ms went by without one. On a site where that does not come within 0.3 s, it starts when requests and
 * the event loop left room in the last 100 ms; at the latest after 3 s.
 */
const whenCalm = async (): Promise<void> => {
  const began = performance.now();
  const waitedMs = (): number => performance.now() - began;
  while (waitedMs() < waitMaxMs) {
    const isPatient = waitedMs() < patientMs;
    const loop = performance.eventLoopUtilization();
    const requests = requestLoad.since();
    await new Promise((done) => setTimeout(done, isPatient ? silentMs : halfOfMs));
    const isFree = performance.eventLoopUtilization(loop).utilization < busyFrom;
    if (isFree && (isPatient ? requests() === 0 : requests() < 0.5)) return;
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
