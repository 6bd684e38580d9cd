import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, pageHeaders } from '../server/headers.ts';

const dev = process.env.NODE_ENV !== 'production';

/** Gives each page a nonce and its security headers. It decides nothing about who may see what. */
export const pageProxy = (request: NextRequest): NextResponse => {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy(nonce, {
    dev,
    formsLeave: request.nextUrl.pathname.startsWith('/consent/'),
  });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-portfolio-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  for (const [name, value] of pageHeaders) response.headers.set(name, value);
  return response;
};
