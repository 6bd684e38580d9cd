import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const isCluster = (dir: string): boolean =>
  ['PG_VERSION', join('global', 'pg_control')].every((file) => existsSync(join(dir, file)));

const isEmpty = (dir: string): boolean =>
  !existsSync(dir) || (statSync(dir).isDirectory() && readdirSync(dir).length === 0);

/** Whether a process with this number is running, whoever's it is. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const refuseWhileMade = (marker: string): void => {
  const pid = Number.parseInt(readFileSync(marker, 'utf8'), 10);
  if (pid > 1 && pid !== process.pid && pid !== process.ppid && isAlive(pid))
    throw new Error(
      `Process ${pid} is making this database now: wait for it. If it is another program, delete ${marker}.`,
    );
};

/**
 * Leaves a database cluster at `dir`: the one that is there, or a new one from `initdb`. Only what `initdb` left
 * unfinished (its marker still stands) is deleted; anything else that is no cluster is renamed and said.
 */
export const ensureCluster = (dir: string, initdb: () => void, say: (line: string) => void): void => {
  const ready = `${dir}.ready`;
  const initialising = `${dir}.initialising`;
  const unfinished = existsSync(initialising) && !existsSync(ready);
  if (isCluster(dir) && !unfinished) {
    // A backup that was put back may lack the marker; the data are what counts.
    if (!existsSync(ready)) writeFileSync(ready, 'initialised\n');
    rmSync(initialising, { force: true });
    return;
  }
  if (unfinished) {
    refuseWhileMade(initialising);
    rmSync(dir, { recursive: true, force: true });
  } else if (!isEmpty(dir)) {
    const aside = `${dir}.aside-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    renameSync(dir, aside);
    say(`${dir} was no complete database. It stands now at ${aside}; a new one is made.`);
  }
  rmSync(ready, { force: true });
  mkdirSync(dirname(dir), { recursive: true });
  writeFileSync(initialising, `${process.pid}\n`);
  initdb();
  writeFileSync(ready, 'initialised\n');
  rmSync(initialising);
};
