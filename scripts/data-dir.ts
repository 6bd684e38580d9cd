import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '@portfolio/db/cluster';

const mark = 'portfolio-platform.mark';
/** Names the launcher that works in the folder; a reset keeps away while that process lives. */
export const launcherFile = 'launcher.pid';

/** What we make in a data folder. The mark goes last, so that a reset that is cut short can be run again. */
const ownEntries = [
  ...['postgres', 'postgres.ready', 'postgres.initialising', 'postgres.password'],
  ...['files', 'browser', 'logs', 'secret', launcherFile, mark],
];
const privateFolders = ['files', 'logs'];
/** Not ours, yet no sign of somebody's folder: a fresh volume has one, and a database may have been set aside. */
const harmless = /^(lost\+found|postgres\.aside-.*)$/;

const entriesOf = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir) : []);

/** Folders from before the mark are known by a database of ours beside a secret. */
const isOurs = (dir: string): boolean =>
  existsSync(join(dir, mark)) || ['postgres.ready', 'secret'].every((entry) => existsSync(join(dir, entry)));

/** Makes the data folder, and its mark. @throws Error for a folder that holds anything of somebody else's */
export const prepareDataDir = (dir: string): void => {
  if (!isOurs(dir)) {
    const foreign = entriesOf(dir).filter((entry) => !ownEntries.includes(entry) && !harmless.test(entry));
    if (foreign.length > 0)
      throw new Error(
        `DATA_DIR is ${dir}, which holds other things (${foreign.slice(0, 3).join(', ')}): name an empty folder, or one that is not there yet.`,
      );
  }
  mkdirSync(dir, { recursive: true });
  // As root the browser, and perhaps PostgreSQL, run as nobody: they must get through, but need not look around.
  chmodSync(dir, process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const name of privateFolders) {
    mkdirSync(join(dir, name), { recursive: true });
    chmodSync(join(dir, name), 0o700);
  }
  if (!existsSync(join(dir, mark)))
    writeFileSync(join(dir, mark), 'The data of a Portfolio Platform. npm run reset deletes it.\n');
};

/** The living process that a pid file names; its number may be another program's by now, which Linux can tell. */
const livingPid = (file: string, command: string): number | null => {
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  // A container gives out the same few numbers at each start: ours, and that of what started us, say nothing.
  if (!(pid > 1) || pid === process.pid || pid === process.ppid || !isAlive(pid)) return null;
  const line = `/proc/${pid}/cmdline`;
  return existsSync(line) && !readFileSync(line, 'utf8').includes(command) ? null : pid;
};

/** Who works in the folder now, as a sentence, or null. */
export const userOf = (dir: string): string | null => {
  const postmaster = livingPid(join(dir, 'postgres', 'postmaster.pid'), 'postgres');
  if (postmaster) return `PostgreSQL still runs on ${dir} (process ${postmaster}): stop npm start first.`;
  const launcher = livingPid(join(dir, launcherFile), 'launch');
  if (launcher) return `The platform still runs on ${dir} (process ${launcher}): stop npm start first.`;
  return null;
};

/** Why the data must not be deleted now, or null. */
export const refusal = (dir: string): string | null => {
  if (!existsSync(dir)) return `There is nothing at ${dir}.`;
  if (!statSync(dir).isDirectory() || !isOurs(dir))
    return `${dir} is no data folder of this platform: nothing was deleted. Look at DATA_DIR.`;
  const user = userOf(dir);
  return user && `${user} Nothing was deleted.`;
};

/** Deletes what is ours and the folder, if nothing else is in it. @returns the entries that stay */
export const deleteData = (dir: string): string[] => {
  for (const entry of ownEntries) rmSync(join(dir, entry), { recursive: true, force: true });
  const left = entriesOf(dir);
  if (left.length === 0) rmdirSync(dir);
  return left;
};
