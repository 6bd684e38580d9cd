let at: { point: string; left: number } | null = null;

/**
 * Arms one crash: `<point>:<n>` kills this process with SIGKILL when it passes that point for the n-th time. Undefined
 * disarms. For tests of durability alone; env.ts refuses it when hosted.
 */
export const configureCrash = (value: string | undefined): void => {
  const [point = '', count = '1'] = value?.split(':') ?? [];
  at = point === '' ? null : { point, left: Number(count) };
};

/** Names a place where the process may die without anything being lost or done twice. Free when nothing is armed. */
export const crashPoint = (name: string): void => {
  if (at === null || at.point !== name) return;
  at.left -= 1;
  if (at.left > 0) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal arrives between two instructions of ours at the latest here: nothing after this point may run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
};
