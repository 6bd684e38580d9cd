import { personScopes } from '@portfolio/platform/kernel/actor';

const groups = {
  platform: ['profile', 'users', 'notifications', 'media', 'analytics', 'search', 'flags'],
  educationelly: ['students', 'assessments', 'progress'],
  codetalk: ['rooms', 'messages', 'code', 'presence'],
  firebook: ['bookmarks', 'tags', 'collections'],
  intervalai: ['vocabulary', 'reviews', 'ml'],
} as const;

const names = ['platform', 'educationelly', 'codetalk', 'firebook', 'intervalai'] as const;

export type ScopeDomain = { domain: string; read: string; write: string | null };
export type ScopeGroup = { group: string; domains: ScopeDomain[] };

const known = new Set(personScopes);

/** The scopes of a person by app and domain: one to read, mostly one to write. */
export const scopeGroups: ScopeGroup[] = names.map((group) => ({
  group,
  domains: groups[group].flatMap((domain): ScopeDomain[] => {
    if (known.has(domain)) return [{ domain, read: domain, write: null }];
    return known.has(`${domain}:read`) ? [{ domain, read: `${domain}:read`, write: `${domain}:write` }] : [];
  }),
}));

export const readScopes: readonly string[] = scopeGroups.flatMap(({ domains }) =>
  domains.map(({ read }) => read),
);
