import { nextConfig } from '@portfolio/platform/server/next-config';

export default nextConfig();
