import { defineCron, defineJob, type Job } from '../jobs/functions.ts';
import { crashPoint } from '../kernel/crash.ts';
import { resetRequested, sessionEnded } from './events.ts';
import type { RecoveryService } from './service.recovery.ts';
import type { SessionLinks } from './service.session-links.ts';
import type { AuthService } from './service.ts';

type Deps = {
  links: SessionLinks;
  auth: () => Promise<AuthService>;
  recovery: Pick<RecoveryService, 'mailReset'>;
  tell: (clientId: string, userId: string, sid: string) => Promise<void>;
};

/** Tells every relying party of an ended session, each in a step of its own with its own retries; mails resets. */
export const authJobs = ({ links, auth, recovery, tell }: Deps): Job[] => [
  defineJob({ id: 'back-channel-logout', on: sessionEnded, retries: 5 }, async ({ event, step }) => {
    const { sessionId, userId } = event.data;
    const clients = await step.run('clients', () => links.clientsOf(sessionId));
    await Promise.all(
      clients.map(({ clientId, sid }) =>
        step.run(`tell-${clientId}-${sid}`, async () => {
          crashPoint('signout.before-call');
          await tell(clientId, userId, sid);
          crashPoint('signout.after-call');
          return clientId;
        }),
      ),
    );
  }),
  defineJob({ id: 'mail-reset', on: resetRequested, retries: 8 }, async ({ event, step }) => {
    await step.run('mail', () => recovery.mailReset(event.data.requestId));
  }),
  defineCron({ id: 'sweep-tokens', cron: '17 * * * *', retries: 1 }, async ({ step }) => {
    await step.run('sweep', async () => (await auth()).sweep());
  }),
];
