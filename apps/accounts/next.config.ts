import { nextConfig } from '@portfolio/platform/server/next-config';
import createNextIntlPlugin from 'next-intl/plugin';

export default createNextIntlPlugin('./src/i18n.ts')(
  nextConfig({
    rewrites: async () => [
      { source: '/oidc/:path*', destination: '/api/oidc/:path*' },
      { source: '/.well-known/openid-configuration', destination: '/api/oidc/discovery' },
    ],
  }),
);
