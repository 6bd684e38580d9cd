import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from './global.ts';

export type Trace = { requestId: string; traceparent?: string | undefined; ip?: string; userAgent?: string };

const storage = once('trace', () => new AsyncLocalStorage<Trace>());

/** Runs `inner` as caused by this request or event: what it logs and publishes carries the same ids. */
export const traced = <T>(trace: Trace, inner: () => T): T => storage.run(trace, inner);

/** The request or event that the current work was caused by, if any. */
export const currentTrace = (): Trace | undefined => storage.getStore();
