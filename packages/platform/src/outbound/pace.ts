export type PaceConfig = {
  /** Starts a second for one key, after a burst of as many. Default 4. */
  perSecond?: number;
  /** How many may run at once for one key. Default 4. */
  concurrent?: number;
  /** Milliseconds, monotonic. Default `performance.now`. */
  now?: () => number;
};

type Lane = { tokens: number; at: number; running: number; waiting: (() => void)[]; timer?: NodeJS.Timeout };

/**
 * Politeness: bounds how often and how many at once a host is asked. The key is the caller's choice, such as
 * the host, or the host with the person who asks, so that one person's import does not slow another's saves.
 */
export class HostPace {
  readonly #perSecond: number;
  readonly #concurrent: number;
  readonly #now: () => number;
  readonly #lanes = new Map<string, Lane>();

  constructor(config: PaceConfig = {}) {
    this.#perSecond = config.perSecond ?? 4;
    this.#concurrent = config.concurrent ?? 4;
    this.#now = config.now ?? (() => performance.now());
  }

  /** Runs `work` when its turn comes; turns are in the order of the calls. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const lane = this.#lane(key);
    await new Promise<void>((start) => {
      lane.waiting.push(start);
      this.#advance(key, lane);
    });
    try {
      return await work();
    } finally {
      lane.running -= 1;
      this.#advance(key, lane);
    }
  }

  #lane(key: string): Lane {
    const known = this.#lanes.get(key);
    if (known) return known;
    if (this.#lanes.size > 1_000) this.#forgetIdle();
    const lane: Lane = { tokens: this.#perSecond, at: this.#now(), running: 0, waiting: [] };
    this.#lanes.set(key, lane);
    return lane;
  }

  #advance(key: string, lane: Lane) {
    this.#refill(lane);
    while (lane.waiting.length > 0 && lane.running < this.#concurrent && lane.tokens >= 1) {
      lane.tokens -= 1;
      lane.running += 1;
      lane.waiting.shift()?.();
    }
    if (lane.waiting.length === 0 || lane.running >= this.#concurrent || lane.timer) return;
    const waitMs = Math.ceil(((1 - lane.tokens) / this.#perSecond) * 1_000);
    lane.timer = setTimeout(
      () => {
        delete lane.timer;
        this.#advance(key, lane);
      },
      Math.max(1, waitMs),
    );
  }

  #refill(lane: Lane) {
    const now = this.#now();
    lane.tokens = Math.min(this.#perSecond, lane.tokens + ((now - lane.at) / 1_000) * this.#perSecond);
    lane.at = now;
  }

  #forgetIdle() {
    for (const [key, lane] of this.#lanes) {
      this.#refill(lane);
      const idle = lane.running === 0 && lane.waiting.length === 0 && lane.tokens >= this.#perSecond;
      if (idle) this.#lanes.delete(key);
    }
  }
}
