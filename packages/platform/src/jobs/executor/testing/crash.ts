import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExecutorConfig } from '../config.ts';

const childPath = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Where the executor may be killed without anything being lost or done twice. */
export const executorCrashPoints = [
  'relay.before-send',
  'relay.after-send',
  'relay.before-commit',
  'relay.after-commit',
  'executor.before-accept-commit',
  'executor.before-call',
  'executor.after-call',
  'executor.before-commit',
  'executor.after-commit',
] as const;

export type Keeper = {
  /** How often the executor died by SIGKILL. */
  deaths: () => number;
  stop: () => Promise<void>;
};

/** Runs an executor as the launcher does: what dies is started again, the armed crash only the first time. */
export const keepExecutor = (config: ExecutorConfig, crashAt: string): Keeper => {
  let deaths = 0;
  let stopping = false;
  let child: ChildProcess;
  let ended: Promise<void>;
  const start = (crash: string): void => {
    child = spawn(process.execPath, [childPath, JSON.stringify(config), crash], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    ended = new Promise((done) => {
      child.once('exit', (_code, signal) => {
        if (signal === 'SIGKILL') deaths += 1;
        done();
        if (!stopping) start('');
      });
    });
  };
  start(crashAt);
  return {
    deaths: () => deaths,
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
};
