import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createDb } from '@portfolio/db/client';
import { functions, runs, steps } from '@portfolio/db/schema/jobs';
import { eq } from 'drizzle-orm';
import { executorDefaults } from '../config.ts';
import type { Caller } from './caller.ts';
import { until } from './until.ts';

const childPath = fileURLToPath(new URL('./child.ts', import.meta.url));

/** The executor in a process of its own, as a caller of the protocol tests. */
export const executorCaller = async (options: {
  databaseUrl: string;
  signingKey: string;
  eventKey: string;
  port: number;
  appId: string;
}): Promise<Caller> => {
  const { db, close } = createDb(options.databaseUrl, { max: 2, name: 'protocol-test' });
  const origin = `http://127.0.0.1:${options.port}`;
  let child: ChildProcess | undefined;
  let appUrl = '';
  const end = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((done) => {
      if (!child || child.exitCode !== null) return done();
      child.once('exit', () => done());
      child.kill(signal);
    });
  const start = async (): Promise<void> => {
    const config = {
      ...executorDefaults,
      ...options,
      retryBaseMs: 20,
      apps: [{ id: options.appId, url: appUrl }],
    };
    child = spawn(process.execPath, [childPath, JSON.stringify(config)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await until(async () => (await fetch(`${origin}/api/ready`).catch(() => null))?.status === 200, 15_000);
  };
  const runOf = async (eventId: string) => {
    const [run] = await db.select().from(runs).where(eq(runs.eventId, eventId));
    return run;
  };
  return {
    name: 'the executor',
    register: async (url) => {
      appUrl = url;
      await start();
      const rows = await db.select({ id: functions.id }).from(functions);
      return rows.map(({ id }) => id);
    },
    send: async (event) => {
      const response = await fetch(`${origin}/e/${options.eventKey}`, {
        method: 'POST',
        body: JSON.stringify(event),
      });
      if (response.status !== 200) throw new Error(`the event was refused: ${response.status}`);
    },
    result: async (eventId) => {
      const run = await runOf(eventId);
      if (!run || run.status === 'queued' || run.status === 'running') return undefined;
      return { status: run.status, output: run.output ?? undefined, message: run.error?.message };
    },
    isWaiting: async (eventId) => {
      const run = await runOf(eventId);
      const found = run ? await db.select().from(steps).where(eq(steps.runId, run.id)) : [];
      return found.some(({ status }) => status === 'waiting');
    },
    crash: async () => {
      await end('SIGKILL');
      await start();
    },
    stop: async () => {
      await end('SIGTERM');
      await close();
    },
  };
};
