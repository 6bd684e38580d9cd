import { ringAtCommit } from '@portfolio/db/bell';
import type { Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { outbox } from '@portfolio/db/schema/events';
import { z } from 'zod';
import { DomainError } from '../kernel/errors.ts';
import { currentTrace } from '../kernel/trace.ts';

export const dataBytesMax = 65_536;

/** What travels from an outbox to every consumer. `at` is ISO 8601 in UTC, `subject` the id of the thing it is about. */
export type Envelope<Name extends string = string, Data = unknown> = {
  id: string;
  /** `domain.thing.done` or `domain.done`. */
  name: Name;
  version: number;
  at: string;
  /** Who did it; null for the platform itself. */
  actor: string | null;
  tenant?: string | undefined;
  subject: string;
  data: Data;
  requestId: string;
  traceparent?: string | undefined;
};

export const envelopeSchema: z.ZodType<Envelope> = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  at: z.string(),
  actor: z.string().nullable(),
  tenant: z.string().optional(),
  subject: z.string(),
  data: z.unknown(),
  requestId: z.string(),
  traceparent: z.string().optional(),
});

export type EventFields<Input> = {
  subject: string;
  actor: string | null;
  data: Input;
  tenant?: string | undefined;
  requestId?: string | undefined;
  traceparent?: string | undefined;
};

export type EventDefinition<Name extends string, Schema extends z.ZodType> = {
  name: Name;
  version: number;
  schema: Schema;
  /** Makes an envelope with a fresh id; throws what the schema throws for data that does not fit. */
  of(fields: EventFields<z.input<Schema>>): Envelope<Name, z.output<Schema>>;
};

/** Any definition, for those who only read events. */
export type AnyEvent = Pick<EventDefinition<string, z.ZodType>, 'name' | 'version' | 'schema'>;
/** The envelope that a definition makes. */
export type EnvelopeOf<Definition> = Definition extends { name: infer Name; schema: infer Schema }
  ? Envelope<Extract<Name, string>, z.output<Extract<Schema, z.ZodType>>>
  : never;

const namePattern = /^[a-z][a-z_]*(\.[a-z][a-z_]*){1,3}$/;

/** Declares an event: `defineEvent('bookmark.created', 1, z.object({ … }))`. */
export const defineEvent = <const Name extends string, Schema extends z.ZodType>(
  name: Name,
  version: number,
  schema: Schema,
): EventDefinition<Name, Schema> => {
  if (!namePattern.test(name)) throw new Error(`"${name}" is no event name: domain.thing.done`);
  return {
    name,
    version,
    schema,
    of: ({ subject, actor, data, tenant, requestId, traceparent }) => {
      const id = newId();
      const trace = currentTrace();
      const parent = traceparent ?? trace?.traceparent;
      return {
        id,
        name,
        version,
        at: new Date().toISOString(),
        actor,
        ...(tenant === undefined ? {} : { tenant }),
        subject,
        data: schema.parse(data),
        requestId: requestId ?? trace?.requestId ?? id,
        ...(parent === undefined ? {} : { traceparent: parent }),
      };
    },
  };
};

/** The channel that wakes the relay. */
export const outboxChannel = 'outbox';

/**
 * Writes events into the outbox of the caller's transaction, so that they exist exactly if its changes do, and wakes
 * the relay at commit. Throws `too_large` past 64 kB of data.
 */
export const publish = async (tx: Tx, ...events: Envelope[]): Promise<void> => {
  if (events.length === 0) return;
  for (const event of events)
    if (Buffer.byteLength(JSON.stringify(event.data)) > dataBytesMax)
      throw new DomainError('too_large', `The event ${event.name} holds more than 64 kB: pass a file key.`);
  const rows = events.map((event) => ({ id: event.id, subject: event.subject, envelope: event }));
  await tx.insert(outbox).values(rows);
  await ringAtCommit(tx, outboxChannel);
};
