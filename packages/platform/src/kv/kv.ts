/** A limit by the generic cell rate algorithm: a steady rate with a burst on top of an idle key. */
export type Limit = { perMinute: number; burst: number };
export type LimitResult = { allowed: boolean; remaining: number; retryAfterMs: number };

/** Small values that may be lost: caches, revocations, limits. The truth never lives here. */
export interface KeyValue {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  /** Sets only where nothing (alive) stands; true when it did. */
  add(key: string, value: unknown, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Takes so many from the key's allowance, one where it is not said: all of them or none. */
  limit(key: string, limit: Limit, cost?: number): Promise<LimitResult>;
  /** Gives one back, for an attempt that turned out well. */
  refund(key: string, limit: Limit): Promise<void>;
  /** Drops what has expired. */
  sweep(): Promise<void>;
}
