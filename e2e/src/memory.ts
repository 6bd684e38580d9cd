import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

type Process = { pid: number; parent: number; isNode: boolean; residentMb: number };

const readProcess = (pid: number): Process | null => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    const isNode = basename(readlinkSync(`/proc/${pid}/exe`)) === 'node';
    return { pid, parent: field('PPid'), isNode, residentMb: (field('VmRSS') || 0) / 1_024 };
  } catch {
    // It ended meanwhile.
    return null;
  }
};

/** Resident megabytes of all Node processes below this one and of itself; browser and database apart. */
export const residentMb = (root: number): number => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((one) => one !== null);
  const family = new Set([root]);
  for (let grown = true; grown; ) {
    const more = all.filter(({ pid, parent }) => family.has(parent) && !family.has(pid));
    for (const { pid } of more) family.add(pid);
    grown = more.length > 0;
  }
  return all
    .filter(({ pid, isNode }) => isNode && family.has(pid))
    .reduce((sum, one) => sum + one.residentMb, 0);
};

/** Looks at the memory of a process and its children twice a second until stopped. */
export const watchMemory = (root: number): { peakMb: () => number; stop: () => void } => {
  let peak = residentMb(root);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(root));
  }, 500);
  return { peakMb: () => peak, stop: () => clearInterval(timer) };
};
