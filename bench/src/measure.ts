export type Figures = { p50: number; p95: number; max: number; n: number };

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

/** Percentiles of times in milliseconds. */
export const figuresOf = (times: readonly number[]): Figures => {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    p50: rounded(at(sorted, 0.5)),
    p95: rounded(at(sorted, 0.95)),
    max: rounded(sorted.at(-1) ?? 0),
    n: times.length,
  };
};

/** Runs `ask` so many times one after the other, the first tenth not counted. */
export const timed = async (times: number, ask: (n: number) => Promise<void>): Promise<Figures> => {
  const found: number[] = [];
  const warm = Math.ceil(times / 10);
  for (let n = 0; n < times + warm; n += 1) {
    const began = performance.now();
    await ask(n);
    if (n >= warm) found.push(performance.now() - began);
  }
  return figuresOf(found);
};

/** `clients` workers take numbers from 0 to `total` until all are done; requests a second. */
export const flood = async (
  total: number,
  clients: number,
  ask: (n: number) => Promise<void>,
): Promise<number> => {
  let next = 0;
  const began = performance.now();
  const work = async (): Promise<void> => {
    while (next < total) {
      next += 1;
      await ask(next - 1);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  return Math.round(total / ((performance.now() - began) / 1000));
};
