import { ZodError } from 'zod';
import { speakPlainly } from './issue-words.ts';

speakPlainly();

/** Every code that a caller may meet, and the HTTP status that goes with it. */
export const statusOf = {
  malformed: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  second_factor_required: 401,
  token_reused: 401,
  invalid_token: 401,
  forbidden: 403,
  insufficient_scope: 403,
  email_unverified: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  duplicate: 409,
  in_flight: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  address_refused: 422,
  image_too_large: 422,
  idempotency_mismatch: 422,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  unreachable: 502,
  unavailable: 503,
  timeout: 504,
} as const;

export type ErrorCode = keyof typeof statusOf;

export type ErrorExtras = {
  /** Messages a field, for 422. */
  fields?: Record<string, string[]>;
  /** More members of the problem document, such as `current` or `existingId`. */
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** What a service throws. It knows no transport; `toProblem` maps it once, at the edge. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly extras: ErrorExtras;

  constructor(code: ErrorCode, detail: string, extras: ErrorExtras = {}, cause?: unknown) {
    super(detail, { cause });
    this.name = 'DomainError';
    this.code = code;
    this.extras = extras;
  }
}

export const notFound = (what: string): DomainError =>
  new DomainError('not_found', `There is no such ${what}.`);

export const invalid = (field: string, message: string): DomainError =>
  new DomainError('validation_failed', 'Some fields need another look.', { fields: { [field]: [message] } });

/** RFC 9457. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  fields?: Record<string, string[]>;
  [member: string]: unknown;
};

const titles: Record<number, string> = {
  400: 'Malformed request',
  401: 'Sign-in needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid input',
  428: 'Precondition required',
  429: 'Too many requests',
  500: 'Something went wrong',
  502: 'Not reachable',
  503: 'Not available',
  504: 'Took too long',
};

const zodFields = (error: ZodError): Record<string, string[]> => {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.map(String).join('.') || 'body';
    const list = fields[name] ?? [];
    if (list.length < 5) list.push(issue.message);
    fields[name] = list;
  }
  return fields;
};

/** What PostgreSQL calls two at once: unique_violation, serialization_failure, deadlock_detected. */
const collisions = new Set(['23505', '40001', '40P01']);

/** Told by its marks: a page and the services that it shares with other bundles may hold two copies of the class. */
const isDomainError = (error: Error): error is DomainError =>
  error.name === 'DomainError' &&
  'extras' in error &&
  'code' in error &&
  Object.hasOwn(statusOf, String(error.code));

/** Finds the error that a caller may see; null stands for one that nobody outside may. */
export const toDomainError = (error: unknown): DomainError | null => {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    if (isDomainError(current)) return current;
    if (current instanceof ZodError)
      return new DomainError('validation_failed', 'Some fields need another look.', {
        fields: zodFields(current),
      });
    if ('code' in current && typeof current.code === 'string' && collisions.has(current.code))
      return new DomainError('conflict', 'Another request changed the same thing just now. Try again.');
    current = current.cause;
  }
  return null;
};

/** The one place where errors become what a caller sees: no stack, no SQL, no library text. */
export const toProblem = (error: unknown, requestId: string): Problem => {
  const known =
    toDomainError(error) ??
    new DomainError('internal', 'Something went wrong on our side. Nothing was changed.');
  const status = statusOf[known.code];
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: known.message,
    code: known.code,
    requestId,
    ...(known.extras.fields ? { fields: known.extras.fields } : {}),
    ...known.extras.members,
  };
};
