export { pageProxy as proxy } from '@portfolio/platform/shell/proxy';

export const config = { matcher: ['/((?!api/|oidc/|_next/|.well-known/|icon.svg).*)'] };
