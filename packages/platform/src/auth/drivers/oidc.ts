import type { IncomingMessage } from 'node:http';
import type { Db } from '@portfolio/db/client';
import { oidcPayloads } from '@portfolio/db/schema/auth';
import { and, eq, isNull, sql } from 'drizzle-orm';
import Provider, { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { type AppName, allScopes } from '../../kernel/actor.ts';
import { deriveKey, hashToken, sameText } from '../../kernel/keys.ts';
import type { UsersService } from '../../users/service.ts';
import type { IssuedTokens, Issuer } from '../issuer.ts';
import type { ClientsService } from '../service.clients.ts';
import type { SessionLinks } from '../service.session-links.ts';
import type { SessionsService } from '../service.sessions.ts';
import { OidcAdapter } from './oidc-adapter.ts';
import { firstPartyClients, isFirstParty, platformClient } from './oidc-clients.ts';
import { loadSigningKeys } from './oidc-keys.ts';
import { errorPage, logoutPage, signedOutPage } from './oidc-pages.ts';

export type OidcDeps = {
  db: Db;
  sessions: SessionsService;
  links: SessionLinks;
  clients: ClientsService;
  users: UsersService;
  secret: string;
  origins: Record<AppName, string>;
  /** The session that the front door's own cookie stands for. */
  frontDoorSession: (req: IncomingMessage) => Promise<{ sessionId: string; userId: string } | null>;
  /** How the issuer reaches a relying party: the guarded client, but for the apps of the house. */
  fetch: typeof fetch;
};

const accessSeconds = 900;
const days = (n: number): number => n * 86_400;

const policyOf = (deps: OidcDeps) => {
  const policy = interactionPolicy.base();
  const login = policy.get('login');
  // The front door's session is the truth: where it is gone or someone else's, the issuer's own is not enough.
  login?.checks.add(
    new interactionPolicy.Check('front_door', 'Sign in at the front door', 'login_required', async (ctx) => {
      const { oidc } = ctx;
      if (!oidc.session?.accountId) return interactionPolicy.Check.NO_NEED_TO_PROMPT;
      const current = await deps.frontDoorSession(ctx.req);
      return current?.userId === oidc.session.accountId
        ? interactionPolicy.Check.NO_NEED_TO_PROMPT
        : interactionPolicy.Check.REQUEST_PROMPT;
    }),
  );
  policy.get('consent')?.checks.add(
    new interactionPolicy.Check(
      'first_use',
      'Continue into the app once',
      'interaction_required',
      async (ctx) => {
        const { client, session } = ctx.oidc;
        if (!client || !session?.accountId || !isFirstParty(client.clientId))
          return interactionPolicy.Check.NO_NEED_TO_PROMPT;
        return (await deps.clients.usedBefore(session.accountId, client.clientId))
          ? interactionPolicy.Check.NO_NEED_TO_PROMPT
          : interactionPolicy.Check.REQUEST_PROMPT;
      },
    ),
  );
  return policy;
};

/** Runs before grants are looked at: the one place that sees both cookies, ours and the issuer's. */
const loadGrant = async (ctx: KoaContextWithOIDC, deps: OidcDeps) => {
  const { client, session, result, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const current = await deps.frontDoorSession(ctx.req);
  if (current?.userId === session.accountId) await deps.links.link(session.uid, current.sessionId);
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  if (grantId) {
    const grant = await provider.Grant.find(grantId);
    if (grant) return grant;
  }
  if (!isFirstParty(client.clientId)) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
};

const configurationOf = async (deps: OidcDeps): Promise<Configuration> => {
  const secure = deps.origins.accounts.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', secure, signed: true, overwrite: true } as const;
  return {
    adapter: (model: string) => new OidcAdapter(model, deps),
    clients: [...firstPartyClients(deps.secret, deps.origins), platformClient()],
    jwks: { keys: await loadSigningKeys(deps.db, deps.secret) },
    cookies: {
      keys: [deriveKey(deps.secret, 'oidc-cookies').toString('base64url')],
      names: { session: 'issuer_session', interaction: 'issuer_interaction', resume: 'issuer_resume' },
      long: cookie,
      short: cookie,
    },
    scopes: ['openid', 'offline_access', ...allScopes],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username', 'picture', 'given_name', 'family_name', 'updated_at'],
    },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) =>
          isFirstParty(client.clientId) || token.clientId === client.clientId,
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: logoutPage, postLogoutSuccessSource: signedOutPage },
      userinfo: { enabled: true },
    },
    renderError: errorPage,
    routes: {
      authorization: '/oidc/auth',
      end_session: '/oidc/session/end',
      introspection: '/oidc/token/introspection',
      jwks: '/oidc/jwks',
      revocation: '/oidc/token/revocation',
      token: '/oidc/token',
      userinfo: '/oidc/me',
    },
    // An app says why it sends somebody here; the sign-in page reads it.
    extraParams: ['ended'],
    interactions: {
      url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}`,
      policy: policyOf(deps),
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    expiresWithSession: () => true,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') &&
      (code.scopes.has('offline_access') || !isFirstParty(client.clientId)),
    loadExistingGrant: (ctx) => loadGrant(ctx, deps),
    findAccount: async (_ctx, sub) => {
      const row = await deps.users.findRow(sub);
      if (!row) return undefined;
      const name = [row.firstName, row.lastName].filter(Boolean).join(' ') || row.username;
      return {
        accountId: sub,
        claims: () => ({
          sub,
          name,
          preferred_username: row.username,
          ...(row.firstName ? { given_name: row.firstName } : {}),
          ...(row.lastName ? { family_name: row.lastName } : {}),
          email: row.email,
          email_verified: row.emailVerifiedAt !== null,
          updated_at: Math.floor(row.updatedAt.getTime() / 1000),
        }),
      };
    },
    extraTokenClaims: (_ctx, token) => ('extra' in token ? token.extra : undefined),
    ttl: {
      AccessToken: accessSeconds,
      AuthorizationCode: 60,
      Grant: days(30),
      IdToken: 3_600,
      Interaction: 3_600,
      RefreshToken: days(30),
      Session: days(30),
    },
    fetch: deps.fetch,
  };
};

export type OidcIssuer = Issuer & {
  provider: Provider;
  /** Tells one relying party of a session's end; throws unless it answered 200 or 204. */
  backchannelLogout(clientId: string, userId: string, sid: string): Promise<void>;
};

type ClientPrototype = {
  compareClientSecret(actual: string): boolean;
  backchannelLogout(sub: string, sid: string): Promise<void>;
};

/** Safe for oidc-provider 9: both methods stand on its Client, but not in its types. */
const clientPrototype = (value: object): ClientPrototype => value as ClientPrototype;

/** The issuer as oidc-provider runs it: tokens opaque, in Postgres, alive with the session. */
export const createOidcIssuer = async (deps: OidcDeps): Promise<OidcIssuer> => {
  const provider = new Provider(deps.origins.accounts, await configurationOf(deps));
  provider.proxy = true;
  const prototype = clientPrototype(provider.Client.prototype);
  const tell = prototype.backchannelLogout;
  // Secrets are stored hashed. Logout goes out through the outbox with retries, not from within the request.
  prototype.compareClientSecret = function compare(this: { clientSecret?: string }, actual: string) {
    return sameText(this.clientSecret ?? '', hashToken(actual));
  };
  prototype.backchannelLogout = async () => {};
  endWithIssuer(provider, deps);

  const issue: Issuer['issue'] = async ({ sessionId, userId, scopes }): Promise<IssuedTokens> => {
    const client = await provider.Client.find('platform');
    if (!client) throw new Error('the platform client is missing');
    const grant = new provider.Grant({ clientId: client.clientId, accountId: userId });
    grant.addOIDCScope(['openid', 'offline_access', ...scopes].join(' '));
    const grantId = await grant.save();
    const common = {
      accountId: userId,
      client,
      grantId,
      scope: ['openid', ...scopes].join(' '),
      gty: 'authorization_code',
    };
    const access = new provider.AccessToken({ ...common, extra: { sid: sessionId } });
    const refresh = new provider.RefreshToken({ ...common, rotations: 0 });
    const accessToken = await access.save();
    const refreshToken = await refresh.save();
    // A refresh token has no field of its own for our session: it is written beside the payload.
    await deps.db
      .update(oidcPayloads)
      .set({ sessionId })
      .where(and(eq(oidcPayloads.model, 'RefreshToken'), eq(oidcPayloads.idHash, hashToken(refreshToken))));
    return { accessToken, refreshToken, expiresIn: accessSeconds };
  };

  const refresh: Issuer['refresh'] = async (refreshToken) => {
    const mine = and(
      eq(oidcPayloads.model, 'RefreshToken'),
      eq(oidcPayloads.idHash, hashToken(refreshToken)),
    );
    const model = await provider.RefreshToken.find(refreshToken);
    if (model?.clientId !== 'platform' || !model.accountId) return null;
    const [row] = await deps.db.select({ sessionId: oidcPayloads.sessionId }).from(oidcPayloads).where(mine);
    if (!row?.sessionId) return null;
    const found = { sessionId: row.sessionId, userId: model.accountId };
    // Two at once: the row says which was first.
    const claimed = await deps.db
      .update(oidcPayloads)
      .set({ consumedAt: sql`now()` })
      .where(and(mine, isNull(oidcPayloads.consumedAt)))
      .returning({ model: oidcPayloads.model });
    if (claimed.length === 0) return { ...found, reused: true };
    const scopes = [...model.scopes].filter((scope) => scope !== 'openid' && scope !== 'offline_access');
    return { ...found, reused: false, tokens: await issue({ ...found, scopes }) };
  };

  const backchannelLogout = async (clientId: string, userId: string, sid: string): Promise<void> => {
    const client = await provider.Client.find(clientId);
    if (client?.backchannelLogoutUri) await tell.call(client, userId, sid);
  };

  return { provider, issue, refresh, backchannelLogout };
};

/** What ends at the issuer ends here: RP-initiated logout, and a refresh token of a third party used twice. */
const endWithIssuer = (provider: Provider, deps: OidcDeps): void => {
  const end = async (uid: string | undefined, userId: string | undefined, reason: string): Promise<void> => {
    const only = uid ? await deps.links.idByUid(uid) : null;
    if (only && userId) await deps.db.transaction((tx) => deps.sessions.end(tx, { userId, only }, reason));
    deps.sessions.forget();
  };
  provider.use(async (ctx, next) => {
    const { path, method } = ctx;
    await next();
    const { oidc } = ctx;
    if (method === 'POST' && path === '/oidc/session/end/confirm' && oidc?.body?.logout)
      await end(oidc.session?.uid, oidc.session?.accountId, 'signed_out');
    const spent = oidc?.entities?.RefreshToken;
    if (
      method === 'POST' &&
      path === '/oidc/token' &&
      spent?.consumed &&
      !oidc?.entities?.RotatedRefreshToken
    )
      await end(spent.sessionUid, spent.accountId, 'token_reused');
  });
};
