import { nextConfig } from '@portfolio/platform/server/next-config';

export default nextConfig({
  rewrites: async () => [
    { source: '/oidc/:path*', destination: '/api/oidc/:path*' },
    { source: '/.well-known/openid-configuration', destination: '/api/oidc/discovery' },
  ],
});
