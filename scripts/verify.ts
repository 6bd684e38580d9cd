// npm run verify: format and lint, types, boundaries (and a planted violation that proves they look), dead code.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appNames } from '@portfolio/platform/kernel/actor';
import { root } from './lib.ts';
import { run } from './run.ts';

const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const failures: string[] = [];

const check = async (name: string, work: () => Promise<boolean>): Promise<void> => {
  const began = Date.now();
  const ok = await work();
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (!ok) failures.push(name);
};

const passes = async (command: string, args: string[]): Promise<boolean> =>
  (await run(command, args)).code === 0;
const depcruise = (paths: string[]): Promise<{ code: number; output: string }> =>
  run(bin('depcruise'), ['--config', '.dependency-cruiser.mjs', ...paths]);

const cruised = ['packages', 'apps'];

const boundaries = async (): Promise<boolean> => {
  const { code, output } = await depcruise(cruised);
  if (code !== 0 || /\(0 modules/.test(output)) return false;
  const folder = join(root, 'packages/db/src/planted');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(
      join(folder, 'violation.ts'),
      "import '@portfolio/platform/kernel/errors';\nimport '../../../platform/src/kernel/errors.ts';\n",
    );
    return (await depcruise(['packages'])).code !== 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

await check('format and lint', () => passes(bin('biome'), ['check', '.']));
const projects = [
  'packages/db',
  'packages/platform',
  'packages/ui',
  'scripts',
  'e2e',
  'bench',
  ...appNames.map((app) => `apps/${app}`),
];
for (const app of appNames)
  await run(process.execPath, [
    join(root, 'apps', app, 'node_modules/next/dist/bin/next'),
    'typegen',
    join(root, 'apps', app),
  ]);
for (const project of projects)
  await check(`types of ${project}`, () =>
    passes(bin('tsc'), ['--noEmit', '--incremental', 'false', '-p', project]),
  );
await check('boundaries, with a planted violation', boundaries);
await check('dead code', () => passes(bin('knip'), []));
console.log(failures.length === 0 ? 'verify: clean' : `verify: ${failures.join('; ')}`);
process.exit(failures.length === 0 ? 0 : 1);
