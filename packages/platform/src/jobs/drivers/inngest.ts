import { Inngest } from 'inngest';
import { hashedSigningKey } from '../executor/signature.ts';
import { type Jobs, RefusedEvent, toWire } from '../jobs.ts';

export type InngestOptions = {
  eventKey: string;
  signingKey: string;
  /** A self-hosted server; undefined for Inngest Cloud. */
  baseUrl: string | undefined;
  timeoutMs?: number;
};

/** Inngest Cloud or an Inngest server of one's own keeps the runs and calls the apps. */
export const inngestJobs = ({ eventKey, signingKey, baseUrl, timeoutMs = 10_000 }: InngestOptions): Jobs => {
  const bounded: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const client = new Inngest({
    id: 'platform-relay',
    isDev: false,
    eventKey,
    signingKey,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    aiMetadata: false,
    fetch: bounded,
    logger: silent,
  });
  const api = (path: string, method: string): Promise<Response> =>
    bounded(new URL(path, client.apiBaseUrl), {
      method,
      headers: { authorization: `Bearer ${hashedSigningKey(signingKey)}` },
    });
  return {
    driver: 'inngest',
    send: async (events) => {
      if (events.length === 0) return;
      try {
        await client.send(events.map(toWire));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        // The server looked at these events and will not have them; the relay finds out which one it is.
        if (/Inngest API Error: (400|406|413)\b/.test(message))
          throw new RefusedEvent(message, { cause: error });
        throw error;
      }
    },
    cancel: async (runId) => {
      const response = await api(`/v1/runs/${encodeURIComponent(runId)}`, 'DELETE');
      await response.body?.cancel();
      if (response.ok) return true;
      if (response.status === 404 || response.status === 409) return false;
      throw new Error(`Inngest answers ${response.status} to the cancellation`);
    },
    check: async () => {
      const response = await api('/health', 'GET');
      await response.body?.cancel();
      if (response.status >= 500) throw new Error(`Inngest answers ${response.status}`);
    },
  };
};
