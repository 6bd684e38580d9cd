import type { JobError } from '@portfolio/db/schema/jobs';
import { z } from 'zod';
import type { WireEvent } from '../jobs.ts';
import { retryAfter } from './delay.ts';
import { canonicalJson, signBody, verifyBody } from './signature.ts';
import type { Run, StepRow } from './state.ts';

const errorShape = z.looseObject({
  name: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  stack: z.string().optional(),
});

const operation = z.looseObject({
  id: z.string().min(1).max(200),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});

export type Operation = z.output<typeof operation>;

const operations = z.union([z.array(operation), operation.transform((one) => [one])]);

export type Answer =
  | { kind: 'steps'; operations: Operation[]; retriable: boolean; retryAt: Date | null }
  | { kind: 'done'; output: unknown }
  | { kind: 'error'; error: JobError; retriable: boolean; retryAt: Date | null }
  /** The app did not take the call, or not as ours: nothing ran, so this is no try. */
  | { kind: 'unreachable'; reason: string };

/** An error as it is kept and handed back, cut to a size that a row can bear. */
export const toJobError = (raw: unknown): JobError => {
  const parsed = errorShape.safeParse(raw);
  const { name, message, error, stack } = parsed.success ? parsed.data : {};
  return {
    name: (name ?? 'Error').slice(0, 200),
    message: (message ?? error ?? 'Unknown error').slice(0, 4_000),
    ...(stack ? { stack: stack.slice(0, 8_000) } : {}),
  };
};

/** The body of a call request (SDK_SPEC.md 4.4.1). */
export const callBody = (
  run: Run,
  event: WireEvent,
  done: readonly StepRow[],
  attempt: number,
  attempts: number,
) => {
  const ended = done
    .filter(({ status }) => status === 'completed' || status === 'failed')
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  return {
    event,
    events: [event],
    steps: Object.fromEntries(
      ended.map(({ id, status, data, error }) => [
        id,
        status === 'failed' ? { type: 'error', error } : { type: 'data', data: data ?? null },
      ]),
    ),
    ctx: {
      run_id: run.id,
      attempt,
      max_attempts: attempts,
      disable_immediate_execution: run.parallel,
      use_api: false,
      stack: { stack: ended.map(({ id }) => id), current: ended.length },
    },
  };
};

export type CallOptions = {
  /** The app's `/api/inngest`. */
  url: string;
  functionId: string;
  stepId: string;
  body: unknown;
  signingKey: string;
  timeoutMs: number;
  signal: AbortSignal;
};

/** Calls an app for one step, signed, and reads its answer. Never rejects. */
export const callApp = async (options: CallOptions): Promise<Answer> => {
  const url = new URL(options.url);
  url.searchParams.set('fnId', options.functionId);
  url.searchParams.set('stepId', options.stepId);
  const body = canonicalJson(options.body);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        'x-inngest-signature': signBody(options.signingKey, body),
        'x-inngest-server-kind': 'cloud',
      },
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]),
    });
    return readAnswer(response, await response.text(), options.signingKey);
  } catch (error) {
    if (options.signal.aborted) return { kind: 'unreachable', reason: 'the executor is stopping' };
    return fromFailure(error, options.timeoutMs);
  }
};

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const fromFailure = (error: unknown, timeoutMs: number): Answer => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (neverSent.has(code)) return { kind: 'unreachable', reason: `the app does not answer (${code})` };
  const message =
    error instanceof Error && error.name === 'TimeoutError'
      ? `The step took longer than ${timeoutMs / 1000} s.`
      : `The app went away during the step (${code || String(cause)}).`;
  return { kind: 'error', error: { name: 'CallError', message }, retriable: true, retryAt: null };
};

/** Without the SDK's mark, these come from a proxy, a framework without the route, or a refused signature. */
const notTaken = new Set([401, 403, 404, 429, 502, 503]);

const readAnswer = (response: Response, text: string, signingKey: string): Answer => {
  const { status, headers } = response;
  if (notTaken.has(status) && !headers.has('x-inngest-sdk'))
    return { kind: 'unreachable', reason: `the app answers ${status} without taking the call` };
  if (!verifyBody(signingKey, text, headers.get('x-inngest-signature')))
    return status >= 500
      ? { kind: 'error', error: toJobError(parseJson(text)), retriable: true, retryAt: null }
      : { kind: 'unreachable', reason: 'the answer is not signed with our key' };
  const now = new Date();
  const retriable = headers.get('x-inngest-no-retry') !== 'true';
  const retryAt = retryAfter(headers.get('retry-after'), now);
  const parsed = parseJson(text);
  if (status === 200) return { kind: 'done', output: parsed };
  if (status !== 206) return { kind: 'error', error: toJobError(parsed), retriable, retryAt };
  const found = operations.safeParse(parsed);
  if (found.success) return { kind: 'steps', operations: found.data, retriable, retryAt };
  const message = 'The app answered with steps that cannot be read.';
  return { kind: 'error', error: { name: 'ProtocolError', message }, retriable: true, retryAt: null };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 500) };
  }
};
