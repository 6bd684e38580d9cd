import type { Envelope } from '../events/events.ts';

/** Durable work outside a request: events in, runs of functions out. The functions themselves stand in `jobs.ts` files. */
export type Jobs = {
  /** Which driver this is, for the boot table. */
  readonly driver: string;
  /**
   * Hands events on. Safe to repeat: an event id that was taken before starts nothing again. Rejects when none was
   * taken for certain; `RefusedEvent` when this event will never be taken.
   */
  send(events: readonly Envelope[]): Promise<void>;
  /** Ends a run between two steps. False when there is no such run, or it has ended already. */
  cancel(runId: string): Promise<boolean>;
  /** Rejects when the driver cannot take events now. */
  check(): Promise<void>;
};

/** An event that sending again will not help. */
export class RefusedEvent extends Error {
  override readonly name = 'RefusedEvent';
}

/** An event as Inngest's protocol carries it: our envelope, its data flat, the rest under `meta`. */
export type WireEvent = {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  ts: number;
  v?: string | undefined;
  data: Record<string, unknown>;
  user?: Record<string, unknown> | undefined;
};

/** `event.data.<field>` is the payload, `event.data.meta` the rest of the envelope. */
export const toWire = (event: Envelope): WireEvent => {
  const { id, name, at, version, data, ...meta } = event;
  const payload = typeof data === 'object' && data !== null ? data : { value: data };
  return {
    id,
    name,
    ts: Date.parse(at),
    v: String(version),
    data: { ...payload, meta: { ...meta, version, at } },
  };
};

/** The way back. Throws for an event that did not come from an outbox. */
export const fromWire = (event: {
  id?: string | undefined;
  name: string;
  data: Record<string, unknown>;
}): Envelope => {
  const { meta, ...data } = event.data;
  if (!isMeta(meta) || event.id === undefined) throw new RefusedEvent(`${event.name} carries no envelope`);
  return { ...meta, id: event.id, name: event.name, data };
};

type Meta = Omit<Envelope, 'id' | 'name' | 'data'>;

const isMeta = (value: unknown): value is Meta =>
  typeof value === 'object' && value !== null && 'subject' in value && 'version' in value && 'at' in value;
