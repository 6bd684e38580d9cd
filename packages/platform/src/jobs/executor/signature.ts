import { createHash, createHmac } from 'node:crypto';
import { sameText } from '../../kernel/keys.ts';

/** JSON with its keys in order (RFC 8785), so that both sides sign the same bytes. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`);
  return `{${parts.join(',')}}`;
};

const toleranceMs = 300_000;

const bare = (signingKey: string): string => signingKey.replace(/^signkey-\w+-/, '');

const hmac = (signingKey: string, body: string, seconds: string): string =>
  createHmac('sha256', bare(signingKey)).update(body).update(seconds).digest('hex');

/** The value of `x-inngest-signature`: HMAC-SHA-256 of the body and the time, as docs/SDK_SPEC.md 4.1.1 has it. */
export const signBody = (signingKey: string, body: string, now = new Date()): string => {
  const seconds = String(Math.floor(now.getTime() / 1000));
  return `t=${seconds}&s=${hmac(signingKey, body, seconds)}`;
};

/** True for a signature of this body by this key that is at most five minutes old. */
export const verifyBody = (
  signingKey: string,
  body: string,
  header: string | null,
  now = new Date(),
): boolean => {
  const params = new URLSearchParams(header ?? '');
  const seconds = params.get('t') ?? '';
  const given = params.get('s') ?? '';
  const age = Math.abs(now.getTime() - Number(seconds) * 1000);
  return /^\d+$/.test(seconds) && age <= toleranceMs && sameText(hmac(signingKey, body, seconds), given);
};

/** The bearer token by which an SDK proves to a server that it holds the signing key. */
export const hashedSigningKey = (signingKey: string): string => {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? '';
  return (
    prefix +
    createHash('sha256')
      .update(Buffer.from(bare(signingKey), 'hex'))
      .digest('hex')
  );
};
