import { z } from 'zod';
import {
  DeadLetter,
  DeadLetterDetail,
  DeadLetterList,
  DeadLetterListInput,
  OutboxFigures,
} from '../events/schema.ts';
import type { EventsService } from '../events/service.ts';
import { JobApp, Run, RunDetail, RunList, RunListInput } from '../jobs/schema.ts';
import type { JobsService } from '../jobs/service.ts';
import { byId } from '../kernel/input.ts';
import { authed, router } from '../kernel/trpc.ts';

const operator = { scope: 'operations', admin: true } as const;

/** Health of a port: the driver in use and whether it answers. */
export const portHealth = z.object({
  name: z.string(),
  driver: z.string(),
  ok: z.boolean(),
  ms: z.number(),
  error: z.string().nullable(),
});
export type PortHealth = z.infer<typeof portHealth>;

type Services = { events: EventsService; runs: JobsService; health: () => Promise<PortHealth[]> };

/** For administrators: health, runs with their steps, dead letters. */
export const operationsRouter = ({ events, runs, health }: Services) =>
  router({
    health: authed
      .meta({
        rest: { method: 'GET', path: '/operations/health' },
        ...operator,
        summary: 'Health of each port',
      })
      .output(z.object({ items: z.array(portHealth), outbox: OutboxFigures }))
      .query(async () => ({ items: await health(), outbox: await events.figures() })),
    apps: authed
      .meta({
        rest: { method: 'GET', path: '/operations/apps' },
        ...operator,
        summary: 'Apps and their functions',
      })
      .output(z.object({ items: z.array(JobApp) }))
      .query(async () => ({ items: await runs.apps() })),
    runs: authed
      .meta({ rest: { method: 'GET', path: '/operations/runs' }, ...operator, summary: 'Runs, newest first' })
      .input(RunListInput)
      .output(RunList)
      .query(({ input }) => runs.list(input)),
    run: authed
      .meta({
        rest: { method: 'GET', path: '/operations/runs/{id}' },
        ...operator,
        summary: 'A run with its steps',
      })
      .input(byId)
      .output(RunDetail)
      .query(({ input }) => runs.get(input.id)),
    cancelRun: authed
      .meta({
        rest: { method: 'POST', path: '/operations/runs/{id}/cancel', status: 200 },
        ...operator,
        summary: 'Cancel a run',
      })
      .input(byId)
      .output(Run)
      .mutation(({ input }) => runs.cancel(input.id)),
    retryRun: authed
      .meta({
        rest: { method: 'POST', path: '/operations/runs/{id}/retry', status: 200 },
        ...operator,
        summary: 'Try a run again',
      })
      .input(byId)
      .output(Run)
      .mutation(({ input }) => runs.retry(input.id)),
    deadLetters: authed
      .meta({
        rest: { method: 'GET', path: '/operations/dead-letters' },
        ...operator,
        summary: 'Dead letters',
      })
      .input(DeadLetterListInput)
      .output(DeadLetterList)
      .query(({ input }) => events.list(input)),
    deadLetter: authed
      .meta({
        rest: { method: 'GET', path: '/operations/dead-letters/{id}' },
        ...operator,
        summary: 'One dead letter',
      })
      .input(byId)
      .output(DeadLetterDetail)
      .query(({ input }) => events.get(input.id)),
    replay: authed
      .meta({
        rest: { method: 'POST', path: '/operations/dead-letters/{id}/replay', status: 200 },
        ...operator,
        summary: 'Replay',
      })
      .input(byId)
      .output(DeadLetter)
      .mutation(({ ctx, input }) => events.replay(input.id, ctx.actor.userId)),
    discard: authed
      .meta({
        rest: { method: 'POST', path: '/operations/dead-letters/{id}/discard', status: 200 },
        ...operator,
        summary: 'Discard',
      })
      .input(byId)
      .output(DeadLetter)
      .mutation(({ ctx, input }) => events.discard(input.id, ctx.actor.userId)),
  });
