/** The direction of imports: db ◄ platform ◄ app features ◄ app server ◄ app routes, and ui ◄ components. */
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    forbid(
      'db-imports-nothing-of-ours',
      { path: '^packages/db/' },
      { path: '^(packages/(platform|ui)|apps)/' },
    ),
    forbid(
      'ui-imports-nothing-of-ours',
      { path: '^packages/ui/' },
      { path: '^(packages/(platform|db)|apps)/' },
    ),
    forbid('platform-imports-no-app', { path: '^packages/platform/' }, { path: '^apps/' }),
    forbid('app-imports-no-app', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    forbid(
      'next-auth-in-one-file',
      { pathNot: '^packages/platform/src/auth/relying-party\\.ts$' },
      { path: 'node_modules/next-auth/' },
    ),
    forbid(
      'drivers-are-chosen-in-one-place',
      {
        path: '^(packages/platform/src|apps)/',
        pathNot:
          '(/drivers/|/server/platform\\.ts$|\\.test\\.tsx?$|\\.contract\\.ts$|/testing|^apps/accounts/src/|^packages/platform/src/auth/relying-party\\.ts$|/jobs/executor/)',
      },
      { path: '/drivers/' },
    ),
    forbid(
      'features-import-no-routes',
      { path: '^apps/[^/]+/src/features/' },
      { path: '^apps/[^/]+/src/app/' },
    ),
    forbid(
      'services-know-no-transport',
      { path: '/service[a-z.]*\\.ts$' },
      { path: 'node_modules/(@trpc|next|react|inngest)/' },
    ),
    forbid(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.next|/migrations/|\\.test\\.tsx?$)' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
