import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A 256-bit key for one purpose, derived from PLATFORM_SECRET (HKDF-SHA-256, RFC 5869). */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'portfolio-platform', purpose, 32));

/** 256 bits, base64url: tokens of mails, sessions and personal access tokens. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** How tokens of 256 random bits are stored: they need no salt and no slow hash. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const sign = (key: Buffer, message: string): string =>
  createHmac('sha256', key).update(message).digest('base64url');

/** Compares in constant time; false for different lengths. */
export const sameText = (a: string, b: string): boolean => {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
};
