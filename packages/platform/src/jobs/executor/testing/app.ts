import { createServer, type Server } from 'node:http';
import { eventType, Inngest, NonRetriableError, RetryAfterError } from 'inngest';
import { serve } from 'inngest/node';
import { z } from 'zod';

export const signingKey = `signkey-test-${'ab'.repeat(32)}`;
export const eventKey = 'test-event-key';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What the functions below did, in order; a test reads it as a caller would see side effects. */
export type Trace = string[];

export type TestApp = { url: string; trace: Trace; server: Server; close: () => Promise<void>; port: number };

/** Functions that use each part of the protocol, written with the SDK alone. */
export const testFunctions = (client: Inngest.Any, trace: Trace) => {
  let flaky = 0;
  let waited = 0;
  const on = (event: string) => ({ triggers: [{ event }] });
  return [
    client.createFunction(
      { id: 'sequence', triggers: [eventType('seq.start', { schema: z.object({ n: z.number() }) })] },
      async ({ event, step }) => {
        const a = await step.run('first', () => {
          trace.push('first');
          return Number(event.data.n) + 1;
        });
        const b = await step.run('second', () => {
          trace.push('second');
          return a * 2;
        });
        return { b };
      },
    ),
    client.createFunction({ id: 'parallel', ...on('par.start') }, async ({ step }) => {
      const parts = await Promise.all(
        ['a', 'b', 'c'].map((name) =>
          step.run(name, () => {
            trace.push(name);
            return name.toUpperCase();
          }),
        ),
      );
      const last = await step.run('join', () => {
        trace.push('join');
        return parts.join('');
      });
      return last;
    }),
    client.createFunction({ id: 'sleeper', ...on('sleep.start') }, async ({ step }) => {
      await step.run('before', () => void trace.push('before'));
      await step.sleep('nap', '1s');
      await step.run('after', () => void trace.push('after'));
      return 'rested';
    }),
    client.createFunction({ id: 'waiter', ...on('wait.start') }, async ({ step }) => {
      const found = await step.waitForEvent('answer', {
        event: 'wait.answer',
        timeout: '1h',
        match: 'data.key',
      });
      return found?.data.value ?? 'nothing';
    }),
    client.createFunction({ id: 'impatient', ...on('impatient.start') }, async ({ step }) => {
      const found = await step.waitForEvent('answer', { event: 'never.comes', timeout: '1s' });
      return found === null ? 'timeout' : 'found';
    }),
    client.createFunction({ id: 'flaky', retries: 3, ...on('flaky.start') }, async ({ step }) =>
      step.run('try', () => {
        flaky += 1;
        trace.push(`try ${flaky}`);
        if (flaky < 3) throw new Error(`not yet ${flaky}`);
        return flaky;
      }),
    ),
    client.createFunction({ id: 'body', retries: 2, ...on('body.start') }, async ({ attempt }) => {
      trace.push(`body ${attempt}`);
      if (attempt < 2) throw new Error('body fails');
      return 'third';
    }),
    client.createFunction({ id: 'later', retries: 1, ...on('later.start') }, async ({ step }) =>
      step.run('later', () => {
        waited += 1;
        trace.push(`later ${Date.now()}`);
        if (waited === 1) throw new RetryAfterError('come back', '1s');
        return 'came back';
      }),
    ),
    client.createFunction({ id: 'final', ...on('final.start') }, async ({ step }) =>
      step.run('no', () => {
        trace.push('no');
        throw new NonRetriableError('never again');
      }),
    ),
    client.createFunction({ id: 'catcher', retries: 0, ...on('catch.start') }, async ({ step }) => {
      try {
        await step.run('bad', () => {
          trace.push('bad');
          throw new Error('broken');
        });
      } catch (error) {
        return step.run('mend', () => `mended ${error instanceof Error ? error.message : ''}`);
      }
      return 'unreachable';
    }),
    client.createFunction(
      {
        id: 'hopeless',
        retries: 1,
        ...on('hopeless.start'),
        onFailure: ({ event, error }) => {
          trace.push(`failure of ${String(event.data.event.data.n)}: ${error.message}`);
        },
      },
      async ({ step }) =>
        step.run('always', () => {
          trace.push('always');
          throw new Error('always fails');
        }),
    ),
    client.createFunction(
      {
        id: 'cancellable',
        ...on('cancel.start'),
        cancelOn: [{ event: 'cancel.now', match: 'data.key' }],
      },
      async ({ step }) => {
        await step.run('begun', () => void trace.push('begun'));
        await step.sleep('long', '2s');
        await step.run('never', () => void trace.push('never'));
      },
    ),
    client.createFunction({ id: 'crasher', ...on('crash.start') }, async ({ step }) => {
      await step.run('one', () => void trace.push('one'));
      // Reached only by a call that brings the first step's kept result.
      trace.push('past-one');
      await step.sleep('gap', '1s');
      await step.run('two', () => void trace.push('two'));
      return 'both';
    }),
    client.createFunction({ id: 'sender', ...on('send.start') }, async ({ step }) => {
      const sent = await step.sendEvent('tell', { name: 'seq.start', id: 'sent-by-step', data: { n: 20 } });
      return sent.ids;
    }),
    client.createFunction({ id: 'limited', concurrency: 2, ...on('limit.start') }, async ({ step }) =>
      step.run('slow', async () => {
        trace.push('in');
        await new Promise((done) => setTimeout(done, 40));
        trace.push('out');
      }),
    ),
    client.createFunction({ id: 'large', retries: 0, ...on('large.start') }, async ({ step }) =>
      step.run('large', () => 'x'.repeat(300_000)),
    ),
    client.createFunction({ id: 'invoker', retries: 0, ...on('invoke.start') }, async ({ step }) =>
      step.invoke('other', { function: client.createFunction({ id: 'x', triggers: [] }, () => 1), data: {} }),
    ),
    client.createFunction({ id: 'debounced', debounce: { period: '1s' }, ...on('debounce.start') }, () => 1),
  ];
};

/** An app on loopback that serves these functions with the real SDK, in cloud mode. */
export const startTestApp = async (options: {
  baseUrl: string;
  trace?: Trace;
  port?: number;
  appId?: string;
}): Promise<TestApp> => {
  const trace = options.trace ?? [];
  const client = new Inngest({
    id: options.appId ?? 'test',
    isDev: false,
    eventKey,
    signingKey,
    baseUrl: options.baseUrl,
    checkpointing: false,
    logger: silent,
  });
  const handler = serve({ client, functions: testFunctions(client, trace), enableUnauthedSync: false });
  const server = createServer(handler);
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/inngest`,
    port,
    trace,
    server,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};
