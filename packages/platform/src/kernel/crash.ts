import { unlinkSync } from 'node:fs';
import { join } from 'node:path';

let at: { point: string; left: number } | null = null;
let folder: string | undefined;

/**
 * Arms crashes: with `at`, `<point>:<n>` kills this process with SIGKILL when it passes that point for the n-th time;
 * with `dir`, a file there named after a point kills the first process that passes it, and is gone. Undefined disarms.
 * For tests of durability alone; env.ts refuses both when hosted.
 */
export const configureCrash = (value: string | undefined, dir?: string): void => {
  const [point = '', count = '1'] = value?.split(':') ?? [];
  at = point === '' ? null : { point, left: Number(count) };
  folder = dir;
};

const armed = (name: string): boolean => {
  if (at?.point === name) {
    at.left -= 1;
    if (at.left <= 0) return true;
  }
  if (folder === undefined) return false;
  try {
    // Whoever removes the file is the one that dies.
    unlinkSync(join(folder, name));
    return true;
  } catch {
    return false;
  }
};

/** Names a place where the process may die without anything being lost or done twice. Free when nothing is armed. */
export const crashPoint = (name: string): void => {
  if ((at === null && folder === undefined) || !armed(name)) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal arrives between two instructions of ours at the latest here: nothing after this point may run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
};
