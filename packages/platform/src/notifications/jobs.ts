import { defineJob, type Job } from '../jobs/functions.ts';
import { crashPoint } from '../kernel/crash.ts';
import type { Mail } from '../mail/mail.ts';
import { messageQueued } from './events.ts';
import type { NotificationsService, RenderMail } from './service.ts';

type Deps = { notifications: NotificationsService; mail: Mail; render: RenderMail };

/** Hands queued messages to their provider. */
export const notificationJobs = ({ notifications, mail, render }: Deps): Job[] => [
  defineJob(
    { id: 'send-message', on: messageQueued, retries: 8, concurrency: { limit: 8 } },
    async ({ event, step }) => {
      const { notBefore } = event.data;
      if (notBefore) await step.sleepUntil('quiet-hours', notBefore);
      await step.run('deliver', async () => {
        crashPoint('mail.before-claim');
        return notifications.deliver(event.data.messageId, mail, render);
      });
    },
  ),
];
