import { faviconSvg } from '@portfolio/ui/lib/marks';

export const GET = (): Response =>
  new Response(faviconSvg('educationelly'), {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
  });
