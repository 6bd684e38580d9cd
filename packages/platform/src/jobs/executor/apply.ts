import type { Tx } from '@portfolio/db/client';
import { type JobError, runs, steps, waits } from '@portfolio/db/schema/jobs';
import { and, eq } from 'drizzle-orm';
import { acceptEvents } from './accept.ts';
import { type Answer, type Operation, toJobError } from './call.ts';
import { attemptsMax, type FunctionConfig } from './config.ts';
import { backoff, momentOf } from './delay.ts';
import { parseExpression } from './expression.ts';
import { type Call, enqueue, type QueueItem } from './queue.ts';
import { registeredFunctions } from './registry.ts';
import { endRun, failRun, finishStep, isActive, lockRun, type Run } from './state.ts';

export const resultBytesMax = 262_144;

export type Applying = { call: Call; config: FunctionConfig; retryBaseMs: number; now: Date };

/**
 * Takes an app's answer over into the run, in one transaction with what is to be called next. An answer to a question
 * that was answered already, or of a run that has ended, changes nothing.
 */
export const applyAnswer = async (tx: Tx, context: Applying, answer: Answer): Promise<void> => {
  const { call } = context;
  const run = await lockRun(tx, call.runId);
  if (!run || !isActive(run)) return;
  const isBody = call.stepId === 'step';
  if (isBody && run.round !== call.round) {
    // In parallel, two answers of the same round may each know a step that the other does not: ask again.
    if (run.parallel) await enqueue(tx, [nextCall(run)]);
    return;
  }
  const round = isBody ? run.round + 1 : run.round;
  const current: Run = { ...run, round, status: 'running' };
  await tx
    .update(runs)
    .set({ round, status: 'running', startedAt: run.startedAt ?? context.now })
    .where(eq(runs.id, run.id));
  if (answer.kind === 'done') await complete(tx, current, answer.output);
  else if (answer.kind === 'error') await retryCall(tx, context, current, answer);
  else if (answer.kind === 'steps') await applySteps(tx, context, current, answer);
};

/** The function body, asked for with all that is known by now. */
export const nextCall = (run: Pick<Run, 'id' | 'round'>): QueueItem => ({
  kind: 'call',
  call: { runId: run.id, stepId: 'step', round: run.round },
});

const tooLarge = (value: unknown): boolean =>
  Buffer.byteLength(JSON.stringify(value ?? null)) > resultBytesMax;

const sizeError = (what: string): JobError => ({
  name: 'ResultTooLargeError',
  message: `The result of ${what} is larger than 256 kB: store it and return its key.`,
});

const complete = async (tx: Tx, run: Run, output: unknown): Promise<void> => {
  if (tooLarge(output)) return fail(tx, run, sizeError('the function'), run.attempt + 1);
  await endRun(tx, run.id, { status: 'completed', output });
};

const fail = async (tx: Tx, run: Run, error: JobError, attempts: number): Promise<void> => {
  const event = await failRun(tx, run, error, attempts);
  const registered = await registeredFunctions(tx);
  const heard = registered.some((fn) =>
    fn.events.some(({ name, when }) => name === event.name && (when?.({ event }) ?? true)),
  );
  if (heard) await acceptEvents(tx, [event]);
};

/** The call as a whole failed: the function body, or the way to the step that was asked for. */
const retryCall = async (
  tx: Tx,
  { call, config, retryBaseMs, now }: Applying,
  run: Run,
  { error, retriable, retryAt }: Extract<Answer, { kind: 'error' }>,
): Promise<void> => {
  const attempts = call.stepId === 'step' ? run.attempt + 1 : await countAttempt(tx, call, error);
  if (attempts === null) return;
  if (!retriable || attempts >= attemptsMax(config)) return fail(tx, run, error, attempts);
  if (call.stepId === 'step') await tx.update(runs).set({ attempt: attempts }).where(eq(runs.id, run.id));
  const again = call.stepId === 'step' ? nextCall(run).call : call;
  await enqueue(tx, [{ kind: 'call', call: again, at: retryAt ?? backoff(attempts, retryBaseMs, now) }]);
};

/** Notes a failed try on the step; null if the step is no longer to be called. */
const countAttempt = async (tx: Tx, { runId, stepId }: Call, error: JobError): Promise<number | null> => {
  const [step] = await tx
    .select({ attempt: steps.attempt })
    .from(steps)
    .where(and(eq(steps.runId, runId), eq(steps.id, stepId), eq(steps.status, 'planned')));
  if (!step) return null;
  await tx
    .update(steps)
    .set({ attempt: step.attempt + 1, error })
    .where(and(eq(steps.runId, runId), eq(steps.id, stepId)));
  return step.attempt + 1;
};

const applySteps = async (
  tx: Tx,
  context: Applying,
  run: Run,
  answer: Extract<Answer, { kind: 'steps' }>,
): Promise<void> => {
  const finished = answer.operations.find(({ op }) => op === 'RunComplete');
  const parallel = run.parallel || answer.operations.length > 1;
  const items: QueueItem[] = [];
  let progress = false;
  for (const operation of answer.operations) {
    if (operation.op === 'RunComplete') continue;
    const outcome = await applyOperation(tx, context, run, operation, answer);
    items.push(...outcome.items);
    progress ||= outcome.ended;
  }
  if (finished) return complete(tx, run, finished.data);
  const attempt = items.some(({ kind, call }) => kind === 'call' && call.stepId === 'step') ? undefined : 0;
  await tx
    .update(runs)
    .set({ parallel, ...(attempt === undefined ? {} : { attempt }) })
    .where(eq(runs.id, run.id));
  await enqueue(tx, progress ? [...items, nextCall(run)] : items);
};

type Outcome = { ended: boolean; items: QueueItem[] };
const open: Outcome = { ended: false, items: [] };

const applyOperation = async (
  tx: Tx,
  context: Applying,
  run: Run,
  operation: Operation,
  answer: Extract<Answer, { kind: 'steps' }>,
): Promise<Outcome> => {
  switch (operation.op) {
    case 'StepRun':
    case 'Step':
      return tooLarge(operation.data)
        ? failStep(tx, run, operation, sizeError('the step'))
        : { ended: await endStep(tx, run, operation, { data: operation.data }), items: [] };
    case 'StepError':
      return retryStep(tx, context, run, operation, answer);
    case 'StepFailed':
      return failStep(tx, run, operation, toJobError(operation.error));
    case 'StepPlanned': {
      const made = await addStep(tx, run, operation, 'planned', null);
      const call = { runId: run.id, stepId: operation.id, round: 0 };
      return made ? { ended: false, items: [{ kind: 'call', call }] } : open;
    }
    case 'Sleep':
    case 'WaitForEvent':
      return pause(tx, context, run, operation);
    default: {
      const message = `This executor does not know the step "${operation.op}" (invoke, signals and gateways are not supported).`;
      return failStep(tx, run, operation, { name: 'UnsupportedStepError', message });
    }
  }
};

const nameOf = ({ displayName, name, id }: Operation): string => (displayName ?? name ?? id).slice(0, 200);

const addStep = async (
  tx: Tx,
  run: Run,
  operation: Operation,
  status: 'planned' | 'sleeping' | 'waiting',
  wakeAt: Date | null,
): Promise<boolean> => {
  const made = await tx
    .insert(steps)
    .values({ runId: run.id, id: operation.id, name: nameOf(operation), op: operation.op, status, wakeAt })
    .onConflictDoNothing()
    .returning({ id: steps.id });
  return made.length > 0;
};

const endStep = async (
  tx: Tx,
  run: Run,
  operation: Operation,
  result: { data: unknown } | { error: JobError },
): Promise<boolean> => {
  await addStep(tx, run, operation, 'planned', null);
  return finishStep(tx, run.id, operation.id, 'planned', result);
};

const failStep = async (tx: Tx, run: Run, operation: Operation, error: JobError): Promise<Outcome> => ({
  ended: await endStep(tx, run, operation, { error }),
  items: [],
});

const retryStep = async (
  tx: Tx,
  { call, config, retryBaseMs, now }: Applying,
  run: Run,
  operation: Operation,
  { retriable, retryAt }: Extract<Answer, { kind: 'steps' }>,
): Promise<Outcome> => {
  const error = toJobError(operation.error);
  await addStep(tx, run, operation, 'planned', null);
  const attempts = await countAttempt(tx, { ...call, stepId: operation.id }, error);
  if (attempts === null) return open;
  if (!retriable || attempts >= attemptsMax(config)) return failStep(tx, run, operation, error);
  const at = retryAt ?? backoff(attempts, retryBaseMs, now);
  const isBody = call.stepId === 'step';
  if (isBody) await tx.update(runs).set({ attempt: attempts }).where(eq(runs.id, run.id));
  return { ended: false, items: [{ kind: 'call', call: isBody ? nextCall(run).call : call, at }] };
};

const pause = async (tx: Tx, { now }: Applying, run: Run, operation: Operation): Promise<Outcome> => {
  const { opts, name, id } = operation;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const waiting = operation.op === 'WaitForEvent';
  const condition = text(opts?.if);
  try {
    const wakeAt = momentOf(text(waiting ? opts?.timeout : opts?.duration) ?? name ?? '', now);
    if (condition !== null) parseExpression(condition);
    if (!(await addStep(tx, run, operation, waiting ? 'waiting' : 'sleeping', wakeAt))) return open;
    const eventName = text(opts?.event) ?? name ?? '';
    if (waiting) await tx.insert(waits).values({ runId: run.id, stepId: id, eventName, condition });
    return {
      ended: false,
      items: [{ kind: 'wake', call: { runId: run.id, stepId: id, round: 0 }, at: wakeAt }],
    };
  } catch (error) {
    return failStep(tx, run, operation, toJobError(error instanceof Error ? { message: error.message } : {}));
  }
};

/** The end of a sleep, or of a wait that nothing came for. */
export const wakeStep = async (tx: Tx, { runId, stepId }: Call): Promise<void> => {
  const run = await lockRun(tx, runId);
  if (!run || !isActive(run)) return;
  const slept = await finishStep(tx, runId, stepId, 'sleeping', { data: null });
  const waited = slept || (await finishStep(tx, runId, stepId, 'waiting', { data: null }));
  if (!waited) return;
  await tx.delete(waits).where(and(eq(waits.runId, runId), eq(waits.stepId, stepId)));
  await enqueue(tx, [nextCall(run)]);
};
