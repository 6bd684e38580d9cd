import { z } from 'zod';
import { defineEvent } from '../events/events.ts';

/** A message waits in the queue; its job hands it to a provider. */
export const messageQueued = defineEvent(
  'notifications.message.queued',
  1,
  z.object({
    messageId: z.uuid(),
    /** It waits until the quiet hours of whoever gets it are over. */
    notBefore: z.iso.datetime().optional(),
  }),
);
