import type { PaletteGroup } from '@portfolio/ui/command-palette';
import { appNames as names } from '@portfolio/ui/lib/marks';
import type { TRPCClient } from '@trpc/client';
import { appNames } from '../kernel/actor.ts';
import type { PlatformRouter } from '../server/platform-router.ts';

/** A snippet is escaped HTML with marks; the palette shows text. */
const plain = (html: string): string =>
  new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';

/** The label of people found, and the origin where their pages stand. */
type Words = { accounts: string; people: string };

/** ⌘K asks the server: people now, and whatever the search domain holds of every app. */
export const searchPalette =
  (client: TRPCClient<PlatformRouter>, { accounts, people: peopleLabel }: Words) =>
  async (query: string, signal: AbortSignal): Promise<PaletteGroup[]> => {
    if (query.trim().length < 2) return [];
    const [people, found] = await Promise.all([
      client.users.search.query({ q: query, limit: 5 }, { signal }),
      client.search.query.query({ q: query, limit: 12 }, { signal }),
    ]);
    const groups = appNames.flatMap((app): PaletteGroup[] => {
      const hits = found.items.filter((hit) => hit.app === app);
      if (hits.length === 0) return [];
      return [
        {
          id: app,
          label: names[app],
          items: hits.map((hit) => ({
            id: `${hit.type}:${hit.id}`,
            label: hit.title,
            hint: plain(hit.snippet),
            href: hit.url,
          })),
        },
      ];
    });
    const items = people.items.map((person) => ({
      id: `user:${person.id}`,
      label: [person.firstName, person.lastName].filter(Boolean).join(' ') || person.username,
      hint: `@${person.username}`,
      href: `${accounts}/u/${encodeURIComponent(person.username)}`,
    }));
    return items.length === 0 ? groups : [...groups, { id: 'people', label: peopleLabel, items }];
  };
