import { type AppName, appNames } from '@portfolio/platform/kernel/actor';

/** What the parts of a new domain are called. `import('kernel/trpc')` is how its files name a module of the platform. */
export type Names = {
  app: AppName | 'platform';
  /** `decks`: folder, schema, scope, table. */
  domain: string;
  /** `deck`: one of them. */
  thing: string;
  Domain: string;
  Thing: string;
  folder: string;
  from: (module: string) => string;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const singular = (plural: string): string =>
  plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, '');

/** Throws one line for a name that is not `[a-z]+`, or an app that is none. */
export const namesOf = (place: string | undefined, domain: string | undefined, thing?: string): Names => {
  const app = place === 'platform' ? place : appNames.find((name) => name === place && name !== 'accounts');
  if (!app || !domain || !/^[a-z]{3,30}$/.test(domain) || (thing && !/^[a-z]{2,30}$/.test(thing)))
    throw new Error(
      'npm run gen domain <educationelly|codetalk|firebook|intervalai|platform> <plural, letters only> [singular]',
    );
  const one = thing ?? singular(domain);
  return {
    app,
    domain,
    thing: one,
    Domain: capital(domain),
    Thing: capital(one === domain ? `${one}Item` : one),
    folder: app === 'platform' ? `packages/platform/src/${domain}` : `apps/${app}/src/features/${domain}`,
    from: (module) => (app === 'platform' ? `../${module}.ts` : `@portfolio/platform/${module}`),
  };
};
