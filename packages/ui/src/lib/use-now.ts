'use client';
import { useSyncExternalStore } from 'react';
import { useUi } from './use-ui.ts';

const tickMs = 30_000;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = 0;

function watchClock(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const each of watchers) each();
  }, tickMs);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    nowMs = 0;
  };
}

function readClock(): number {
  if (nowMs === 0) nowMs = Date.now();
  return nowMs;
}

/** The time in ms, moved on twice a minute by one clock for the page. While hydrating, the server's time. */
export function useNow(): number | undefined {
  const { nowMs: serverNowMs } = useUi();
  return useSyncExternalStore(watchClock, readClock, () => serverNowMs);
}
