import { DomainError } from '../kernel/errors.ts';

/** 429, with when to come back. */
export const tooMany = (retryAfterMs: number): DomainError => {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new DomainError('rate_limited', `Too many attempts from here. Try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds), ratelimit: `"attempts";r=0;t=${seconds}` },
  });
};
