import { firstParty } from '@portfolio/platform/auth/drivers/oidc-clients';
import type { Platform } from '@portfolio/platform/server/platform';

const addressOf = (input: string | URL | Request): string =>
  input instanceof Request ? input.url : String(input);

const headersOf = (init: RequestInit | undefined): Record<string, string> =>
  Object.fromEntries(new Headers(init?.headers));

/**
 * How the issuer reaches relying parties. The apps of the house may stand on private addresses and are dialled as
 * they are; everybody else only through the guarded client.
 */
export const relyingPartyFetch =
  ({ env, ports }: Platform): typeof fetch =>
  async (input, init) => {
    const url = addressOf(input);
    const own = new Set(firstParty.map((app) => env.origins[app]));
    if (own.has(new URL(url).origin)) {
      // Not `...init`: the issuer puts a dispatcher of its own there, which refuses loopback and private addresses.
      const { method = 'GET', headers, body } = init ?? {};
      const signal = AbortSignal.timeout(10_000);
      return fetch(url, {
        method,
        headers: new Headers(headers),
        body: body ?? null,
        redirect: 'manual',
        signal,
      });
    }
    const answer = await ports.outbound.fetch(url, {
      method: init?.method === 'POST' ? 'POST' : 'GET',
      headers: headersOf(init),
      ...(init?.body ? { body: String(init.body) } : {}),
      maxBytes: 100_000,
      timeoutMs: 10_000,
      maxRedirects: 0,
    });
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  };
