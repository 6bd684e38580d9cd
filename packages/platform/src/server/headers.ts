/** The Content-Security-Policy of every page: scripts by nonce alone. `formsLeave` lets a form's redirect lead to another site. */
export const contentSecurityPolicy = (
  nonce: string,
  options: { dev: boolean; formsLeave?: boolean },
): string =>
  [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${options.dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${options.dev ? ' ws:' : ''}`,
    // A consent form's answer redirects to the app that asked, wherever it stands.
    ...(options.formsLeave ? [] : [`form-action 'self'`]),
    `frame-ancestors 'none'`,
    `base-uri 'self'`,
    `object-src 'none'`,
  ].join('; ');

/** What else every page carries. */
export const pageHeaders: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['x-frame-options', 'DENY'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
];
