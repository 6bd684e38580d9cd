import { tracked } from '@trpc/server';
import { z } from 'zod';
import { DomainError } from '../kernel/errors.ts';
import { authed, router } from '../kernel/trpc.ts';
import type { LiveService, Position } from './service.ts';

type StillAlive = (sessionId: string) => Promise<boolean>;

const idOf = ({ seq, xmin }: Position): string => `${seq}-${xmin}`;

const positionOf = (id: string): Position | null => {
  const [, seq, xmin] = /^(\d{1,15})-(\d{1,19})$/.exec(id) ?? [];
  return seq && xmin ? { seq: Number(seq), xmin } : null;
};

export const liveRouter = (live: LiveService, isAlive: StillAlive) =>
  router({
    /** What changed for the caller since `lastEventId`; the first event says where the stream begins. */
    changes: authed
      .meta({ scope: 'session', summary: 'Changes as they happen' })
      .input(z.object({ lastEventId: z.string().max(60).nullish() }))
      .subscription(async function* ({ ctx, input, signal }) {
        const { userId, sessionId } = ctx.actor;
        if (!sessionId || !signal) throw new DomainError('unauthenticated', 'Sign in first.');
        const leave = live.enter(userId);
        try {
          const resumed = positionOf(input.lastEventId ?? '');
          const after = resumed ?? (await live.now(userId));
          if (!resumed) yield tracked(idOf(after), { app: 'accounts', topic: 'ready', data: {} });
          for await (const { position, ...change } of live.stream(userId, after, signal, () =>
            isAlive(sessionId),
          ))
            yield tracked(idOf(position), change);
        } finally {
          leave();
        }
      }),
  });
