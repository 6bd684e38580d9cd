/** The four apps and the front door; also the names in `data-app`, cookies and Inngest app ids. */
export const appNames = ['accounts', 'educationelly', 'codetalk', 'firebook', 'intervalai'] as const;
export type AppName = (typeof appNames)[number];

/** One line a domain: `npm run gen domain` adds to it. Each has the scopes `<domain>:read` and `<domain>:write`. */
const domains = [
  'users',
  'notifications',
  'media',
  'analytics',
  'search',
  'flags',
  'students',
  'assessments',
  'progress',
  'rooms',
  'messages',
  'code',
  'presence',
  'bookmarks',
  'tags',
  'collections',
  'vocabulary',
  'reviews',
  'ml',
] as const;

export const personScopes: readonly string[] = [
  'profile',
  ...domains.flatMap((domain) => [`${domain}:read`, `${domain}:write`]),
];
export const adminScopes: readonly string[] = [
  'notifications:send',
  'search:admin',
  'flags:admin',
  'operations',
];
export const allScopes: readonly string[] = [...personScopes, ...adminScopes];

/** Who asks. `session` covers browsers and access tokens of a sign-in; the others carry the scopes they were given. */
export type Actor = {
  userId: string;
  username: string;
  kind: 'session' | 'personal_token' | 'client';
  sessionId?: string;
  clientId?: string;
  scopes: ReadonlySet<string>;
  /** The whole role, which sessions of an administrator alone carry; tokens have at most its scopes. */
  admin: boolean;
  emailVerified: boolean;
};
