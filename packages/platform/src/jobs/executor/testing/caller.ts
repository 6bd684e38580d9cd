/** Whoever plays Inngest's server in a protocol test: the executor, or a driver written from the specification alone. */
export type Caller = {
  name: string;
  /** Asks the app for its functions; rejects when it refuses. */
  register: (appUrl: string) => Promise<string[]>;
  send: (event: { id: string; name: string; data: Record<string, unknown> }) => Promise<void>;
  /** How the run that an event started has ended; undefined while it goes on. */
  result: (eventId: string) => Promise<Ended | undefined>;
  /** True once the run waits for an event. */
  isWaiting: (eventId: string) => Promise<boolean>;
  /** Dies without a chance to put anything in order, and is started again. */
  crash: () => Promise<void>;
  stop: () => Promise<void>;
};

export type Ended = {
  status: 'completed' | 'failed' | 'cancelled';
  output?: unknown;
  message?: string | undefined;
};
