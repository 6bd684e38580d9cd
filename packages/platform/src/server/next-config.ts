import type { NextConfig } from 'next';

/** What every app's next.config.ts says alike. */
export const nextConfig = (own: NextConfig = {}): NextConfig => ({
  poweredByHeader: false,
  reactStrictMode: true,
  transpilePackages: ['@portfolio/db', '@portfolio/platform', '@portfolio/ui'],
  serverExternalPackages: [
    ...[
      '@node-rs/argon2',
      '@react-email/render',
      '@sparticuz/chromium',
      'bowser',
      'drizzle-orm',
      'fxa-common-password-list',
    ],
    ...[
      'graphile-worker',
      'jose',
      'nodemailer',
      'oidc-provider',
      'pino',
      'playwright-core',
      'postgres',
      'prom-client',
    ],
    ...['sharp', 'undici', 'ipaddr.js', 'next-auth', 'inngest', 'busboy', 'cockatiel', 'file-type'],
  ],
  typescript: { ignoreBuildErrors: true },
  productionBrowserSourceMaps: false,
  ...own,
});
