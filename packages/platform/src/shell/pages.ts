import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor, AppName } from '../kernel/actor.ts';
import type { Context } from '../kernel/trpc.ts';
import type { Platform } from '../server/platform.ts';
import type { User } from '../users/schema.ts';
import { toOwnUser } from '../users/service.ts';

/** The request headers in which proxy.ts hands the page its address and nonce. */
export const pathHeader = 'x-portfolio-path';
export const nonceHeader = 'x-nonce';

type AppLike = { platform: Platform; context: (headers: Headers) => Promise<Context> };

export type ShellData = {
  app: AppName;
  origins: Record<AppName, string>;
  user: User | null;
  admin: boolean;
  theme: 'system' | 'light' | 'dark';
  timeZone: string;
  language: string;
  folded: boolean;
  nonce: string;
};

const cookieIn = (all: Headers, name: string): string | undefined =>
  new RegExp(`(?:^|; )${name}=([^;]*)`).exec(all.get('cookie') ?? '')?.[1];

/** What a page's server side needs: who looks, a context to call procedures as them, and what the frame shows. */
export const createPages = (getApp: () => AppLike) => {
  const visitor = cache(async (): Promise<Context> => {
    // Asked first: it keeps a page from being prendered at build, when there is no environment.
    const all = new Headers(await headers());
    return getApp().context(all);
  });

  /** The signed-in person; everybody else goes to sign in and comes back to this very page. */
  const requireVisitor = async (): Promise<Context & { actor: Actor }> => {
    const context = await visitor();
    const { actor } = context;
    if (actor) return { ...context, actor };
    const path = (await headers()).get(pathHeader) ?? '/';
    const { app, env } = getApp().platform;
    const target = encodeURIComponent(path);
    return redirect(
      app === 'accounts'
        ? `/signin?continue=${target}`
        : `/api/auth/start?callbackUrl=${encodeURIComponent(env.origins[app] + path)}`,
    );
  };

  const shell = cache(async (): Promise<ShellData> => {
    const all = new Headers(await headers());
    const { platform } = getApp();
    const { actor } = await visitor();
    const row = actor ? await platform.services.users.findRow(actor.userId) : null;
    const preferences = actor ? await platform.services.users.getPreferences(actor, 'me') : null;
    const chosen = cookieIn(all, 'theme');
    return {
      app: platform.app,
      origins: platform.env.origins,
      user: row ? toOwnUser(row) : null,
      admin: actor?.admin ?? false,
      theme: chosen === 'light' || chosen === 'dark' ? chosen : (preferences?.theme ?? 'system'),
      timeZone: preferences?.timeZone ?? 'UTC',
      language: preferences?.language ?? 'en',
      folded: cookieIn(all, 'sidebar') === 'folded',
      nonce: all.get(nonceHeader) ?? '',
    };
  });

  return { visitor, requireVisitor, shell };
};
