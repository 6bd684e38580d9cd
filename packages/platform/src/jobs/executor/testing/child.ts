import { configureCrash } from '../../../kernel/crash.ts';
import { createLog } from '../../../kernel/log.ts';
import type { ExecutorConfig } from '../config.ts';
import { startExecutor } from '../executor.ts';

/** An executor in a process of its own, to be killed: `node child.ts <config as JSON> [<point>:<n>]`. */
const config: ExecutorConfig = JSON.parse(process.argv[2] ?? '{}');
configureCrash(process.argv[3] || undefined);
const executor = await startExecutor(config, createLog('executor', 'error'));
process.once('SIGTERM', () => void executor.stop().then(() => process.exit(0)));
void executor.lost.then(() => process.exit(1));
process.stdout.write(`listening ${executor.port}\n`);
