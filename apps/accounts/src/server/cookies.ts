import type { Env } from '@portfolio/platform/kernel/env';

/** The value of one cookie in a Cookie header. */
export const cookieOf = (header: string | null, name: string): string | undefined => {
  for (const part of (header ?? '').split(/; */)) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at) === name) return part.slice(at + 1);
  }
  return undefined;
};

const secureOf = (env: Env): boolean => env.origins.accounts.startsWith('https:');

const cookie = (env: Env, name: string, maxAge: number) => ({
  name: `${secureOf(env) ? '__Host-' : ''}${name}`,
  options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: secureOf(env), maxAge },
});

/** Who is signed in at the front door. */
export const sessionCookie = (env: Env) => cookie(env, 'accounts_session', 30 * 86_400);

/** Which browser signed up: it alone is signed in by the mail's button. */
export const signUpCookie = (env: Env) => cookie(env, 'accounts_sign_up', 86_400);
