import { z } from 'zod';
import { defineEvent } from '../events/events.ts';

/** A session is over: relying parties are told by back-channel logout. */
export const sessionEnded = defineEvent(
  'auth.session.ended',
  1,
  z.object({ sessionId: z.uuid(), userId: z.uuid(), reason: z.string() }),
);

/** Somebody proved their address; from here on others can find and invite them. */
export const emailVerified = defineEvent('auth.email.verified', 1, z.object({ userId: z.uuid() }));

/** Somebody asked for a reset mail. The address stands in a row that its job takes out, not in the event. */
export const resetRequested = defineEvent('auth.reset.requested', 1, z.object({ requestId: z.uuid() }));
