import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Db } from '@portfolio/db/client';
import { signingKeys } from '@portfolio/db/schema/auth';
import { desc, isNull, or, sql } from 'drizzle-orm';
import { exportJWK, generateKeyPair } from 'jose';
import { deriveKey } from '../../kernel/keys.ts';

const algorithm = 'aes-256-gcm';

const encrypt = (key: Buffer, text: string): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
};

const decrypt = (key: Buffer, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
};

type Jwk = Record<string, unknown> & { kid: string };

/**
 * The issuer's signing keys, the current first. One is made where none stands, and a new one after 90 days; an old one
 * stays published for a week, longer than anything that it signed is good for.
 */
export const loadSigningKeys = async (db: Db, secret: string): Promise<Jwk[]> => {
  const sealing = deriveKey(secret, 'signing-keys');
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('auth.signing_keys', 0))`);
    const rows = await tx
      .select()
      .from(signingKeys)
      .where(or(isNull(signingKeys.retiredAt), sql`${signingKeys.retiredAt} > now() - interval '7 days'`))
      .orderBy(desc(signingKeys.createdAt));
    const newest = rows[0];
    const keys: Jwk[] = rows.map((row) => JSON.parse(decrypt(sealing, row.encryptedJwk)));
    if (newest && Date.now() - newest.createdAt.getTime() < 90 * 86_400_000) return keys;
    const kid = randomBytes(12).toString('base64url');
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk: Jwk = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
    await tx.update(signingKeys).set({ retiredAt: sql`now()` }).where(isNull(signingKeys.retiredAt));
    await tx.insert(signingKeys).values({ kid, encryptedJwk: encrypt(sealing, JSON.stringify(jwk)) });
    return [jwk, ...keys];
  });
};
