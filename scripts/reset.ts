// npm run reset: forgets everything local (database, files, secret). Asks first unless told --yes.
import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { isFree, localSettings } from './lib.ts';

const { settings } = localSettings();
if (!(await isFree(settings.portBase + 6))) {
  console.error(`PostgreSQL still runs on port ${settings.portBase + 6}: stop npm start first.`);
  process.exit(1);
}
if (!process.argv.includes('--yes')) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete everything in ${settings.dataDir}? Type yes: `);
  terminal.close();
  if (answer.trim() !== 'yes') process.exit(1);
}
if (existsSync(settings.dataDir)) rmSync(settings.dataDir, { recursive: true });
console.log('Everything local is gone. npm start begins anew.');
