'use client';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import type { PlatformRouter } from '../server/platform-router.ts';

export type LiveChange = { app: string; topic: string; data: Record<string, unknown> };
type Listener = (change: LiveChange) => void;

const LiveContext = createContext<Set<Listener> | null>(null);
const name = 'portfolio-live';

const isChange = (value: unknown): value is LiveChange =>
  typeof value === 'object' && value !== null && 'topic' in value;

/** Holds the one subscription of this browser and origin; resolves when it may go on no longer. */
const lead = (emit: Listener, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const client = createTRPCClient<PlatformRouter>({ links: [httpSubscriptionLink({ url: '/api/trpc' })] });
    const subscription = client.live.changes.subscribe(
      { lastEventId: null },
      {
        onData: (event) => emit(event.data),
        onComplete: () => {
          emit({ app: 'accounts', topic: 'signed-out', data: {} });
          done();
        },
        onError: () => done(),
      },
    );
    signal.addEventListener('abort', () => {
      subscription.unsubscribe();
      done();
    });
  });

/**
 * One stream a browser and origin, whichever tab holds it: a Web Lock elects that tab, a BroadcastChannel carries what
 * it hears to the others (HTTP/1.1 allows six connections).
 */
export function LiveProvider({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  const [listeners] = useState(() => new Set<Listener>());
  useEffect(() => {
    if (!enabled || !('locks' in navigator)) return;
    const stop = new AbortController();
    const channel = new BroadcastChannel(name);
    const hear: Listener = (change) => {
      for (const listener of listeners) listener(change);
    };
    channel.onmessage = (message: MessageEvent<unknown>) => {
      if (isChange(message.data)) hear(message.data);
    };
    const emit: Listener = (change) => {
      hear(change);
      channel.postMessage(change);
    };
    const take = (): void => {
      navigator.locks.request(name, { signal: stop.signal }, () => lead(emit, stop.signal)).catch(() => {});
    };
    take();
    return () => {
      stop.abort();
      channel.close();
    };
  }, [enabled, listeners]);
  return <LiveContext value={listeners}>{children}</LiveContext>;
}

/** Calls `handler` for each change of a topic (`*` for all), while the component is shown. */
export function useLive(topic: string, handler: Listener): void {
  const listeners = use(LiveContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!listeners) return;
    const listener: Listener = (change) => {
      if (topic === '*' || change.topic === topic) latest.current(change);
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listeners, topic]);
}
