// npm test: units and services on a real Postgres, then journeys in a real browser against the production build.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib.ts';
import { run } from './run.ts';

type Counts = { passed: number; failed: number };

const vitest = async (config: string): Promise<Counts> => {
  const report = join(root, 'node_modules', '.cache', `vitest-${config.replaceAll(/\W/g, '-')}.json`);
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const args = [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { code } = await run(join(root, 'node_modules', '.bin', 'vitest'), args);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that could not be loaded has no failed test, yet it failed.
  const broken = code !== 0 && numFailedTests === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + (success ? 0 : broken) };
};

const suites = ['vitest.config.ts', 'vitest.e2e.config.ts'].filter((file) => existsSync(join(root, file)));
const total: Counts = { passed: 0, failed: 0 };
for (const suite of suites) {
  const { passed, failed } = await vitest(suite);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
