import { AsyncLocalStorage } from 'node:async_hooks';
import type { AdapterPayload, ClientMetadata } from 'oidc-provider';
import type { AppName } from '../../kernel/actor.ts';
import { once } from '../../kernel/global.ts';
import { deriveKey, hashToken, randomToken } from '../../kernel/keys.ts';
import type { ClientRow } from '../service.clients.ts';

/** Whether this request authenticates its client by the Authorization header: a registered client may use either way. */
export const clientAuth = once('oidc-client-auth', () => new AsyncLocalStorage<{ basic: boolean }>());

export const clientSecretOf = (secret: string, app: AppName): string =>
  deriveKey(secret, `client:${app}`).toString('base64url');

export const firstParty: readonly AppName[] = ['educationelly', 'codetalk', 'firebook', 'intervalai'];
export const isFirstParty = (clientId: string): boolean => firstParty.some((app) => app === clientId);

export const callbackPath = '/api/auth/callback/portfolio';

/** The four apps: confidential, authorization code with PKCE, told of the end of a session by back-channel logout. */
export const firstPartyClients = (secret: string, origins: Record<AppName, string>): ClientMetadata[] =>
  firstParty.map((app) => ({
    client_id: app,
    client_name: app,
    client_secret: hashToken(clientSecretOf(secret, app)),
    redirect_uris: [`${origins[app]}${callbackPath}`],
    post_logout_redirect_uris: [`${origins[app]}/signed-out`],
    backchannel_logout_uri: `${origins[app]}/api/auth/backchannel-logout`,
    backchannel_logout_session_required: true,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    application_type: 'web',
  }));

/**
 * The client behind tokens of POST /auth/signin. Nobody can be it at /oidc: it has no grant, no redirect, and a secret
 * that is thrown away.
 */
export const platformClient = (): ClientMetadata => ({
  client_id: 'platform',
  client_name: 'Platform API',
  client_secret: hashToken(randomToken()),
  grant_types: [],
  response_types: [],
  redirect_uris: [],
  token_endpoint_auth_method: 'client_secret_basic',
});

/** A registered third party, in the issuer's terms. */
export const thirdPartyMetadata = (row: ClientRow): AdapterPayload => ({
  client_id: row.clientId,
  client_name: row.name,
  ...(row.secretHash ? { client_secret: row.secretHash } : {}),
  token_endpoint_auth_method: row.public
    ? 'none'
    : clientAuth.getStore()?.basic
      ? 'client_secret_basic'
      : 'client_secret_post',
  redirect_uris: row.redirectUris,
  post_logout_redirect_uris: row.postLogoutRedirectUris,
  ...(row.backchannelLogoutUri
    ? { backchannel_logout_uri: row.backchannelLogoutUri, backchannel_logout_session_required: true }
    : {}),
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  // A native application may use http on loopback; a web client's addresses were checked when it was registered.
  application_type:
    row.redirectUris.some((uri) => uri.startsWith('http://')) && row.public ? 'native' : 'web',
});
