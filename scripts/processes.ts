import { type ChildProcess, spawn } from 'node:child_process';
import { logFile } from './log-file.ts';

export type Supervised = {
  name: string;
  command: string[];
  cwd: string;
  env: Record<string, string>;
  logFile: string;
};

const restartDelaysMs = [200, 1_000, 3_000, 10_000];

/** Runs processes, restarts those that crash and says so, and ends them all within seconds when asked. */
export class Supervisor {
  readonly #running = new Map<string, ChildProcess>();
  readonly #say: (line: string) => void;
  readonly #delaysMs: readonly number[];
  #stopping = false;

  /** `delaysMs`: how long to wait before the first, second, … start after crashes in a row. */
  constructor(say: (line: string) => void, delaysMs: readonly number[] = restartDelaysMs) {
    this.#say = say;
    this.#delaysMs = delaysMs;
  }

  start(one: Supervised, crashes = 0): void {
    if (this.#stopping) return;
    const [file = '', ...args] = one.command;
    const child = spawn(file, args, { cwd: one.cwd, env: one.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const startedAt = Date.now();
    this.#running.set(one.name, child);
    const keep = logFile(one.logFile, this.#say);
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => this.#say(`${one.name} could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      if (this.#running.get(one.name) === child) this.#running.delete(one.name);
      if (this.#stopping) return;
      const count = Date.now() - startedAt > 60_000 ? 0 : crashes;
      const delayMs = this.#delaysMs[Math.min(count, this.#delaysMs.length - 1)] ?? 10_000;
      this.#say(
        `${one.name} ended (${signal ?? `code ${code}`}); starting it again. Its log: ${one.logFile}`,
      );
      // A crash that was armed has happened: it is not armed again.
      const { CRASH_AT, ...env } = one.env;
      setTimeout(() => this.start({ ...one, env }, count + 1), delayMs);
    });
  }

  pids(): Record<string, number> {
    return Object.fromEntries(
      [...this.#running].flatMap(([name, child]) => (child.pid ? [[name, child.pid]] : [])),
    );
  }

  /** SIGTERM to all, SIGKILL to what is left after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const children = [...this.#running.values()];
    const ended = children.map(
      (child) =>
        new Promise<void>((done) => {
          if (child.exitCode !== null || child.signalCode !== null) return done();
          child.once('exit', () => done());
          child.kill('SIGTERM');
        }),
    );
    const hard = setTimeout(() => {
      for (const child of children) child.kill('SIGKILL');
    }, graceMs);
    await Promise.all(ended);
    clearTimeout(hard);
  }
}
