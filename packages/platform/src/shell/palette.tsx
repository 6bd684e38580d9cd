import type { PaletteGroup } from '@portfolio/ui/command-palette';
import type { TRPCClient } from '@trpc/client';
import type { AppName } from '../kernel/actor.ts';
import type { PlatformRouter } from '../server/platform-router.ts';

/** ⌘K asks the server: people now, and whatever the search domain holds of every app. */
export const searchPalette =
  (client: TRPCClient<PlatformRouter>, origins: Record<AppName, string>) =>
  async (query: string, signal: AbortSignal): Promise<PaletteGroup[]> => {
    if (query.trim().length < 2) return [];
    const people = await client.users.search.query({ q: query, limit: 5 }, { signal });
    const items = people.items.map((person) => ({
      id: `user:${person.id}`,
      label: [person.firstName, person.lastName].filter(Boolean).join(' ') || person.username,
      hint: `@${person.username}`,
      href: `${origins.accounts}/people/${person.id}`,
    }));
    return items.length === 0 ? [] : [{ id: 'people', label: 'People', items }];
  };
