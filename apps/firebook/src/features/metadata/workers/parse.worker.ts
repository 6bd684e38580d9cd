import { parentPort } from 'node:worker_threads';
import { suggestTags } from '../tags.ts';
import type { WorkerAnswer, WorkerTask } from '../tasks.ts';
import { decodePage } from './charset.ts';
import { collectFacts } from './collect.ts';
import { fuse } from './fuse.ts';

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');

// Messages come one at a time: the pool sends the next one after the answer.
port.on('message', (message: { id: number; task: WorkerTask }) => {
  perform(message.task).then(
    (result) => port.postMessage({ id: message.id, result } satisfies WorkerAnswer),
    (error: unknown) => port.postMessage({ id: message.id, error: String(error) } satisfies WorkerAnswer),
  );
});

/** The heavy libraries are loaded by the first task that needs them. */
async function perform(task: WorkerTask): Promise<unknown> {
  if (task.kind === 'metadata') {
    return fuse(collectFacts(decodePage(task.page.body, task.page.contentType)), task.page.url);
  }
  if (task.kind === 'text') {
    const { pageText } = await import('./text.ts');
    return pageText(decodePage(task.page.body, task.page.contentType));
  }
  if (task.kind === 'pdf') {
    const { readPdf } = await import('./pdf.ts');
    return readPdf(task.body, task.wantsPicture);
  }
  const { candidates } = await import('./phrases.ts');
  return suggestTags(task.input, candidates(task.input.title, task.input.text, task.input.language));
}
