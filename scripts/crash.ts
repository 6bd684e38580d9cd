// npm run crash [rounds]: kill -9 at every named point, twenty rounds each, and the table in docs/crash.md.
import { join } from 'node:path';
import { root } from './lib.ts';
import { run } from './run.ts';

const rounds = process.argv[2] ?? '20';
const vitest = join(root, 'node_modules', '.bin', 'vitest');
const args = ['run', '--reporter=verbose', '--config', 'vitest.e2e.config.ts', 'e2e/src/crash.journey.ts'];
const { code } = await run(vitest, args, { ...process.env, CRASH_ROUNDS: rounds });
if (code === 0)
  await run(join(root, 'node_modules', '.bin', 'biome'), ['format', '--write', 'docs/crash.md'], process.env);
process.exit(code);
