import { setTimeout } from 'node:timers/promises';
import type { Db, Sql, Tx } from '@portfolio/db/client';
import { newId } from '@portfolio/db/ids';
import { deadLetters, outbox } from '@portfolio/db/schema/events';
import { and, asc, inArray, lte, sql } from 'drizzle-orm';
import { type Jobs, RefusedEvent } from '../jobs/jobs.ts';
import { crashPoint } from '../kernel/crash.ts';
import type { Log } from '../kernel/log.ts';
import { envelopeSchema, outboxChannel } from './events.ts';

const batchMax = 200;
const pollMs = 1_000;
const pauseMaxMs = 30_000;
/** Between two drains, so that many events of a busy second share their transactions; the first one waits for nobody. */
const gatherMs = 100;

type Row = typeof outbox.$inferSelect;

export type RelayDeps = { db: Db; jobs: Pick<Jobs, 'send'>; log: Log };

/**
 * Hands the outbox on, in the order of each subject. A row leaves in the transaction that follows its hand-over, so a
 * crash between the two hands it over again, which the taker sees by its id. Any number of relays may run.
 */
export const createRelay = ({ db, jobs, log }: RelayDeps) => {
  /** Takes one batch; true if there may be more. */
  const step = async (): Promise<boolean> => {
    const found = await db.transaction(async (tx) => {
      const rows = await claim(tx);
      if (rows.length === 0) return 0;
      crashPoint('relay.before-send');
      await handOn(tx, rows);
      crashPoint('relay.before-commit');
      return rows.length;
    });
    if (found > 0) crashPoint('relay.after-commit');
    return found > 0;
  };

  const handOn = async (tx: Tx, rows: Row[]): Promise<void> => {
    try {
      await jobs.send(rows.map(({ envelope }) => envelopeSchema.parse(envelope)));
      crashPoint('relay.after-send');
      await remove(tx, rows);
    } catch (error) {
      if (!(error instanceof RefusedEvent)) await postpone(tx, rows, error);
      else if (rows.length === 1) await bury(tx, rows, error);
      else for (const row of rows) await handOn(tx, [row]);
    }
  };

  const postpone = async (tx: Tx, rows: Row[], error: unknown): Promise<void> => {
    const message = error instanceof Error ? error.message : String(error);
    log.warn({ err: error, events: rows.length }, 'events could not be handed on; trying again');
    await tx
      .update(outbox)
      .set({
        attempts: sql`${outbox.attempts} + 1`,
        lastError: message.slice(0, 1_000),
        availableAt: sql`now() + least(${pauseMaxMs}, 500 * 2 ^ least(${outbox.attempts}, 10)) * interval '1 millisecond'`,
      })
      .where(
        inArray(
          outbox.seq,
          rows.map(({ seq }) => seq),
        ),
      );
  };

  /** Hands on all that can be handed on now. A request may call it after its commit, where no relay runs. */
  const drain = async (): Promise<void> => {
    while (await step());
  };

  return { drain, start: (listener: Sql) => run(listener, drain, log) };
};

export type Relay = ReturnType<typeof createRelay>;

/** The oldest rows that nobody else holds, cut so that each subject's are the first of that subject, without a gap. */
const claim = async (tx: Tx): Promise<Row[]> => {
  const rows = await tx
    .select()
    .from(outbox)
    .where(
      and(
        lte(outbox.availableAt, sql`now()`),
        sql`not exists (select 1 from ${outbox} earlier where earlier.subject = ${outbox.subject}
          and earlier.seq < ${outbox.seq} and earlier.available_at > now())`,
      ),
    )
    .orderBy(asc(outbox.seq))
    .limit(batchMax)
    .for('update', { skipLocked: true });
  const last = rows.at(-1);
  if (!last) return [];
  const mine = new Set(rows.map(({ seq }) => seq));
  const all = await tx
    .select({ seq: outbox.seq, subject: outbox.subject })
    .from(outbox)
    .where(
      and(
        inArray(outbox.subject, [...new Set(rows.map(({ subject }) => subject))]),
        lte(outbox.seq, last.seq),
      ),
    )
    .orderBy(asc(outbox.seq));
  const gaps = new Map<string, number>();
  for (const { seq, subject } of all) if (!mine.has(seq) && !gaps.has(subject)) gaps.set(subject, seq);
  return rows.filter(({ seq, subject }) => seq < (gaps.get(subject) ?? Number.POSITIVE_INFINITY));
};

const remove = async (tx: Tx, rows: Row[]): Promise<void> => {
  await tx.delete(outbox).where(
    inArray(
      outbox.seq,
      rows.map(({ seq }) => seq),
    ),
  );
};

const bury = async (tx: Tx, rows: Row[], error: RefusedEvent): Promise<void> => {
  for (const row of rows) {
    const { id, name, subject } = envelopeSchema.parse(row.envelope);
    await tx.insert(deadLetters).values({
      id: newId(),
      consumer: 'relay',
      eventId: id,
      eventName: name,
      subject,
      event: row.envelope,
      error: { name: error.name, message: error.message.slice(0, 4_000) },
      attempts: row.attempts + 1,
    });
  }
  await remove(tx, rows);
};

/** Drains when woken by a NOTIFY, and each second in case one was missed, until stopped. */
const run = async (
  listener: Sql,
  drain: () => Promise<void>,
  log: Log,
): Promise<{ stop: () => Promise<void> }> => {
  const stopping = new AbortController();
  let again = false;
  let current: Promise<void> | null = null;
  const kick = (): void => {
    again = true;
    if (stopping.signal.aborted || current) return;
    current = (async () => {
      while (again && !stopping.signal.aborted) {
        again = false;
        await drain().catch((error: unknown) => log.error({ err: error }, 'the relay failed; trying again'));
        await setTimeout(gatherMs, undefined, stopping).catch(() => {});
      }
      current = null;
    })();
  };
  const subscription = await listener.listen(outboxChannel, kick, kick);
  const poll = setInterval(kick, pollMs);
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(poll);
      await subscription.unlisten().catch(() => {});
      await current;
    },
  };
};
