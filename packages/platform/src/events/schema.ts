import { z } from 'zod';
import { listInput, listOutput } from '../kernel/cursor.ts';

/** What kept failing: a run of a function, or an event that nobody would take (`consumer` is `relay`). */
export const DeadLetter = z.object({
  id: z.uuid(),
  consumer: z.string(),
  eventId: z.string(),
  eventName: z.string(),
  subject: z.string().nullable(),
  runId: z.uuid().nullable(),
  error: z.object({ name: z.string(), message: z.string(), stack: z.string().optional() }),
  attempts: z.number().int(),
  createdAt: z.iso.datetime(),
  resolution: z.enum(['replayed', 'discarded']).nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
});
export type DeadLetter = z.output<typeof DeadLetter>;

/** One letter with the event as it was. */
export const DeadLetterDetail = DeadLetter.extend({ event: z.unknown() });
export type DeadLetterDetail = z.output<typeof DeadLetterDetail>;

export const DeadLetterListInput = listInput.extend({ resolved: z.boolean().default(false) });
export type DeadLetterListInput = z.output<typeof DeadLetterListInput>;

export const DeadLetterList = listOutput(DeadLetter);
export type DeadLetterList = z.output<typeof DeadLetterList>;

/** Figures of the outbox for the operations page and the metrics. */
export const OutboxFigures = z.object({
  depth: z.number().int(),
  oldestAgeMs: z.number().int().nullable(),
  deadLetters: z.number().int(),
});
export type OutboxFigures = z.output<typeof OutboxFigures>;
