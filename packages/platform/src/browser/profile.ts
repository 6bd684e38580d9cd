import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PREFIX = 'profile-';

/** Makes a profile folder whose name says which process it belongs to. */
export async function makeProfile(cacheDir: string, owner?: { uid: number; gid: number }): Promise<string> {
  const profile = join(cacheDir, `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}`);
  await mkdir(profile, { recursive: true, mode: 0o700 });
  if (owner) await chown(profile, owner.uid, owner.gid);
  return profile;
}

/** Writes beside the profile which browser uses it, so that a later start can end an orphan. */
export async function noteBrowser(profile: string, pid: number): Promise<void> {
  await writeFile(`${profile}.pid`, String(pid));
}

export async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  await rm(`${profile}.pid`, { force: true });
}

/**
 * Removes what processes that no longer live left behind: their browsers first, then the profiles. A browser is
 * ended only if its command line names the profile, for its number may belong to another process by now.
 */
export async function sweepProfiles(cacheDir: string): Promise<void> {
  const entries = await readdir(cacheDir).catch(() => []);
  for (const entry of entries) {
    const owner = /^(?:profile|\.unpack)-(\d+)-[^.]*$/.exec(entry)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(cacheDir, entry);
    const pid = Number(await readFile(`${folder}.pid`, 'utf8').catch(() => '0'));
    if (pid > 1 && (await commandLine(pid)).includes(folder)) killGroup(pid);
    await removeProfile(folder).catch(() => {});
  }
}

/** Ends a browser with all of its children at once. */
export function killGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function commandLine(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}
