import type { ExtraRoute } from '@portfolio/platform/kernel/route';
import type { Platform } from '@portfolio/platform/server/platform';
import { cookieOf, sessionCookie } from './cookies.ts';

/** POST /api/auth/signout, the front door's own: ends the session everywhere and this browser's cookie. */
export const signOutRoute = ({ env, services }: Platform): ExtraRoute => ({
  method: 'POST',
  path: '/api/auth/signout',
  handle: async (req) => {
    if (req.headers.get('origin') !== env.origins.accounts) return new Response(null, { status: 403 });
    const { name, options } = sessionCookie(env);
    const token = cookieOf(req.headers.get('cookie'), name);
    const actor = token ? await services.sessions.byCookie(token) : null;
    if (actor) await services.sessions.signOut(actor);
    const cookie = `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}`;
    return new Response(null, {
      status: 303,
      headers: { location: `${env.origins.accounts}/signed-out`, 'set-cookie': cookie },
    });
  },
});
