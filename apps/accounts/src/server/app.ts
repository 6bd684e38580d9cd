import type { IncomingMessage } from 'node:http';
import { createOidcIssuer, type OidcIssuer } from '@portfolio/platform/auth/drivers/oidc';
import { isFirstParty } from '@portfolio/platform/auth/drivers/oidc-clients';
import { authJobs } from '@portfolio/platform/auth/jobs';
import { authRouter } from '@portfolio/platform/auth/router';
import { AuthService } from '@portfolio/platform/auth/service';
import { ClientsService } from '@portfolio/platform/auth/service.clients';
import { SecurityLogService } from '@portfolio/platform/auth/service.log';
import { RecoveryService } from '@portfolio/platform/auth/service.recovery';
import { SessionLinks } from '@portfolio/platform/auth/service.session-links';
import { PersonalTokensService } from '@portfolio/platform/auth/service.tokens';
import type { Actor } from '@portfolio/platform/kernel/actor';
import { once } from '@portfolio/platform/kernel/global';
import { router } from '@portfolio/platform/kernel/trpc';
import { notificationJobs } from '@portfolio/platform/notifications/jobs';
import { operationsRouter } from '@portfolio/platform/operations/router';
import { renderMail } from '@portfolio/platform/react/notifications/render';
import { createApp } from '@portfolio/platform/server/app';
import { portsHealth } from '@portfolio/platform/server/health';
import { createPlatform, type Platform } from '@portfolio/platform/server/platform';
import { platformJobs, platformRouters } from '@portfolio/platform/server/platform-router';
import { cookieOf, sessionCookie } from './cookies.ts';
import { devInboxRoute } from './dev-inbox.ts';
import { relyingPartyFetch } from './fetch.ts';
import { signOutRoute } from './sign-out.ts';

const cookieActor =
  (platform: Platform) =>
  async (headers: Headers): Promise<Actor | null> => {
    const token = cookieOf(headers.get('cookie'), sessionCookie(platform.env).name);
    return token ? platform.services.sessions.byCookie(token) : null;
  };

const make = () => {
  const platform = createPlatform('accounts');
  const { env, ports, services } = platform;
  const { sessions, users, notifications } = services;
  const clients = new ClientsService(ports);
  const tokens = new PersonalTokensService({ db: ports.db, sessions });

  const frontDoorSession = async (req: IncomingMessage) => {
    const token = cookieOf(req.headers.cookie ?? null, sessionCookie(env).name);
    const actor = token ? await sessions.byCookie(token) : null;
    return actor?.sessionId ? { sessionId: actor.sessionId, userId: actor.userId } : null;
  };
  const links = new SessionLinks(ports);
  // Made on first use, because its keys stand in the database.
  const issuer = (): Promise<OidcIssuer> =>
    once('issuer', () =>
      createOidcIssuer({
        db: ports.db,
        sessions,
        links,
        clients,
        users,
        secret: env.secret,
        origins: env.origins,
        frontDoorSession,
        fetch: relyingPartyFetch(platform),
      }),
    );
  const auth = new AuthService({
    db: ports.db,
    kv: ports.kv,
    users,
    sessions,
    notifications,
    issuer: {
      issue: async (input) => (await issuer()).issue(input),
      refresh: async (token) => (await issuer()).refresh(token),
    },
    accountsUrl: env.origins.accounts,
    adminEmails: env.adminEmails,
    rateLimits: env.rateLimits,
  });
  const recovery = new RecoveryService({
    db: ports.db,
    kv: ports.kv,
    users,
    sessions,
    notifications,
    accountsUrl: env.origins.accounts,
    rateLimits: env.rateLimits,
    checkPassword: (login, password) => auth.checkPassword(login, password),
  });

  const appRouter = router({
    auth: authRouter({ auth, recovery, sessions, tokens, clients, log: new SecurityLogService(ports) }),
    operations: operationsRouter({
      events: services.events,
      runs: services.runs,
      health: () => portsHealth(platform),
    }),
    ...platformRouters(platform),
  });
  const jobs = [
    ...platformJobs(platform),
    ...notificationJobs({ notifications, mail: ports.mail, render: renderMail }),
    ...authJobs({
      links,
      auth: async () => auth,
      recovery,
      tell: async (clientId, userId, sid) => (await issuer()).backchannelLogout(clientId, userId, sid),
    }),
  ];
  const handlers = createApp({
    platform,
    title: 'Accounts',
    router: appRouter,
    jobs,
    routes: [signOutRoute(platform), ...(env.devInbox ? [devInboxRoute(env, notifications)] : [])],
    cookie: cookieActor(platform),
  });
  return { ...handlers, auth, recovery, clients, sessions, links, issuer, isFirstParty };
};

/** The accounts app of this process. */
export const app = () => once('app', make);

export type AppRouter = ReturnType<typeof make>['router'];
