import { z } from 'zod';
import { listInput, listOutput } from '../kernel/cursor.ts';
import { byId } from '../kernel/input.ts';
import { authed, open, router } from '../kernel/trpc.ts';
import { Email, User } from '../users/schema.ts';
import {
  ChangePassword,
  Client,
  ClientWithSecret,
  CreateClient,
  CreateToken,
  Introspection,
  Password,
  PersonalToken,
  PersonalTokenWithSecret,
  SecurityEvent,
  Session,
  SignIn,
  SignUp,
  TokenPair,
} from './schema.ts';
import type { ClientsService } from './service.clients.ts';
import type { SecurityLogService } from './service.log.ts';
import type { RecoveryService } from './service.recovery.ts';
import type { SessionsService } from './service.sessions.ts';
import type { PersonalTokensService } from './service.tokens.ts';
import type { AuthService } from './service.ts';

type Services = {
  auth: AuthService;
  recovery: RecoveryService;
  sessions: SessionsService;
  tokens: PersonalTokensService;
  clients: ClientsService;
  log: SecurityLogService;
};

const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
const mailToken = z.object({ token: z.string().min(1).max(200) });

export const authRouter = ({ auth, recovery, sessions, tokens, clients, log }: Services) =>
  router({
    signUp: open
      .meta({ rest: { method: 'POST', path: '/auth/signup' }, scope: 'public', summary: 'Make an account' })
      .input(SignUp)
      .output(z.object({ user: User }))
      .mutation(({ input }) => auth.signUp(input)),
    signIn: open
      .meta({
        rest: { method: 'POST', path: '/auth/signin', status: 200 },
        scope: 'public',
        summary: 'Sign in',
      })
      .input(SignIn)
      .output(TokenPair)
      .mutation(({ input }) => auth.signIn(input)),
    signOut: authed
      .meta({
        rest: { method: 'POST', path: '/auth/signout', status: 204 },
        scope: 'session',
        summary: 'End the session everywhere',
      })
      .output(z.void())
      .mutation(({ ctx }) => sessions.signOut(ctx.actor)),
    refresh: open
      .meta({
        rest: { method: 'POST', path: '/auth/refresh', status: 200 },
        scope: 'public',
        summary: 'Rotate a token pair',
      })
      .input(z.object({ refreshToken: z.string().min(1).max(500) }))
      .output(TokenPair)
      .mutation(({ input }) => auth.refresh(input.refreshToken)),
    verify: open
      .meta({
        rest: { method: 'POST', path: '/auth/verify', status: 200 },
        scope: 'public',
        summary: 'Is this token alive?',
      })
      .input(z.object({ token: z.string().max(10_000) }))
      .output(Introspection)
      .mutation(({ input }) => auth.verify(input.token)),
    requestReset: open
      .meta({
        rest: { method: 'POST', path: '/auth/password/reset', status: 202 },
        scope: 'public',
        summary: 'Ask for a reset mail',
      })
      .input(z.object({ email: Email }))
      .output(z.object({}))
      .mutation(async ({ input }) => {
        await recovery.requestReset(input.email);
        return {};
      }),
    reset: open
      .meta({
        rest: { method: 'PUT', path: '/auth/password/reset/{token}', status: 204 },
        scope: 'public',
        summary: 'Set a new password',
      })
      .input(mailToken.extend({ password: Password }))
      .output(z.void())
      .mutation(({ input }) => recovery.reset(input.token, input.password)),
    verifyEmail: open
      .meta({
        rest: { method: 'POST', path: '/auth/email/verify/{token}', status: 204 },
        scope: 'public',
        summary: 'Prove an e-mail address',
      })
      .input(mailToken)
      .output(z.void())
      .mutation(async ({ input }) => {
        await auth.verifyEmail(input.token);
      }),
    changePassword: authed
      .meta({
        rest: { method: 'PUT', path: '/auth/password', status: 204 },
        scope: 'session',
        summary: 'Change the password; all other sessions end',
      })
      .input(ChangePassword)
      .output(z.void())
      .mutation(({ ctx, input }) =>
        recovery.changePassword(ctx.actor, input.currentPassword, input.password),
      ),
    resendVerification: authed
      .meta({
        rest: { method: 'POST', path: '/auth/email/resend', status: 202 },
        scope: 'session',
        summary: 'Send the verification mail once more',
      })
      .output(z.object({}))
      .mutation(async ({ ctx }) => {
        await auth.resendVerification(ctx.actor);
        return {};
      }),
    log: authed
      .meta({
        rest: { method: 'GET', path: '/auth/log' },
        scope: 'session',
        summary: 'What happened to the own account',
      })
      .input(listInput)
      .output(listOutput(SecurityEvent))
      .query(({ ctx, input }) => log.list(ctx.actor, input)),
    sessions: authed
      .meta({
        rest: { method: 'GET', path: '/auth/sessions' },
        scope: 'session',
        summary: 'The own sessions',
      })
      .output(items(Session))
      .query(({ ctx }) => sessions.list(ctx.actor)),
    endSession: authed
      .meta({
        rest: { method: 'DELETE', path: '/auth/sessions/{id}' },
        scope: 'session',
        summary: 'End one session',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => sessions.endOne(ctx.actor, input.id)),
    endOtherSessions: authed
      .meta({
        rest: { method: 'DELETE', path: '/auth/sessions' },
        scope: 'session',
        summary: 'End all other sessions',
      })
      .output(z.void())
      .mutation(({ ctx }) => sessions.endOthers(ctx.actor)),
    tokens: authed
      .meta({
        rest: { method: 'GET', path: '/auth/tokens' },
        scope: 'session',
        summary: 'Personal access tokens',
      })
      .output(items(PersonalToken))
      .query(({ ctx }) => tokens.list(ctx.actor)),
    createToken: authed
      .meta({
        rest: { method: 'POST', path: '/auth/tokens' },
        scope: 'session',
        summary: 'Make a personal access token',
      })
      .input(CreateToken)
      .output(PersonalTokenWithSecret)
      .mutation(({ ctx, input }) => tokens.create(ctx.actor, input)),
    revokeToken: authed
      .meta({
        rest: { method: 'DELETE', path: '/auth/tokens/{id}' },
        scope: 'session',
        summary: 'Revoke a personal access token',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ ctx, input }) => tokens.revoke(ctx.actor, input.id)),
    clients: authed
      .meta({
        rest: { method: 'GET', path: '/auth/clients' },
        scope: 'session',
        admin: true,
        summary: 'Third-party clients',
      })
      .output(items(Client))
      .query(() => clients.list()),
    createClient: authed
      .meta({
        rest: { method: 'POST', path: '/auth/clients' },
        scope: 'session',
        admin: true,
        summary: 'Register a client',
      })
      .input(CreateClient)
      .output(ClientWithSecret)
      .mutation(({ ctx, input }) => clients.create(ctx.actor, input)),
    deleteClient: authed
      .meta({
        rest: { method: 'DELETE', path: '/auth/clients/{id}' },
        scope: 'session',
        admin: true,
        summary: 'Remove a client',
      })
      .input(byId)
      .output(z.void())
      .mutation(({ input }) => clients.delete(input.id)),
  });
