// npm run reset: forgets everything local (database, files, secret). Asks first unless told --yes.
import { createInterface } from 'node:readline/promises';
import { deleteData, refusal } from './data-dir.ts';
import { dataDirOf } from './lib.ts';

const refuse = (message: string): never => {
  console.error(message);
  process.exit(1);
};

if (process.env.DEPLOYMENT === 'hosted')
  refuse('npm run reset is for one machine; DEPLOYMENT=hosted is set. Nothing was deleted.');
const dir = dataDirOf(process.env.DATA_DIR);
const before = refusal(dir);
if (before) refuse(before);
if (!process.argv.includes('--yes')) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete everything in ${dir}? Type yes: `);
  terminal.close();
  if (answer.trim() !== 'yes') process.exit(1);
}
// Somebody may have started it while the question stood.
const now = refusal(dir);
if (now) refuse(now);
const left = deleteData(dir);
console.log('Everything local is gone. npm start begins anew.');
if (left.length > 0) console.log(`Not ours, so still in ${dir}: ${left.join(', ')}`);
if (process.env.DATABASE_URL) console.log('The database of DATABASE_URL was not touched.');
