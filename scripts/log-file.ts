import { appendFileSync, chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Appends to a log that its owner alone can read. A full disk or a folder that is gone must not end who writes: that
 * is said once, and again only after writing has worked in between.
 */
export const logFile = (path: string, say: (line: string) => void): ((chunk: string | Buffer) => void) => {
  let failing = false;
  let closed = false;
  return (chunk) => {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      // Logs of earlier versions were open to everybody.
      if (!closed && existsSync(path)) chmodSync(path, 0o600);
      appendFileSync(path, chunk, { mode: 0o600 });
      closed = true;
      failing = false;
    } catch (error) {
      if (!failing) say(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
      failing = true;
    }
  };
};
