import { spawn } from 'node:child_process';
import { root } from './lib.ts';

export type Outcome = { code: number; output: string };

/** Runs a command in the repository's root, shows what it says and keeps it. */
export const run = (
  command: string,
  args: string[],
  env: Record<string, string | undefined> = process.env,
): Promise<Outcome> =>
  new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
      process.stdout.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ code: 1, output: String(error) }));
    child.on('exit', (code) => done({ code: code ?? 1, output }));
  });
