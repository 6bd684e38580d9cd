import { tracked } from '@trpc/server';
import { z } from 'zod';
import { DomainError } from '../kernel/errors.ts';
import { authed, router } from '../kernel/trpc.ts';
import type { LiveService } from './service.ts';

type StillAlive = (sessionId: string) => Promise<boolean>;

export const liveRouter = (live: LiveService, isAlive: StillAlive) =>
  router({
    /** What changed for the caller since `lastEventId`; the first event says where the stream begins. */
    changes: authed
      .meta({ scope: 'session', summary: 'Changes as they happen' })
      .input(z.object({ lastEventId: z.string().max(20).nullish() }))
      .subscription(async function* ({ ctx, input, signal }) {
        const { userId, sessionId } = ctx.actor;
        if (!sessionId || !signal) throw new DomainError('unauthenticated', 'Sign in first.');
        const resumed = /^\d{1,15}$/.test(input.lastEventId ?? '') ? Number(input.lastEventId) : null;
        const after = resumed ?? (await live.lastSeq(userId));
        if (resumed === null) yield tracked(String(after), { app: 'accounts', topic: 'ready', data: {} });
        for await (const { seq, ...change } of live.stream(userId, after, signal, () => isAlive(sessionId)))
          yield tracked(String(seq), change);
      }),
  });
