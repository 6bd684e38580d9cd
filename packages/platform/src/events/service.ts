import { ringAtCommit } from '@portfolio/db/bell';
import type { Db, Tx } from '@portfolio/db/client';
import { deadLetters, outbox } from '@portfolio/db/schema/events';
import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { decodeIdCursor, encodeCursor, page } from '../kernel/cursor.ts';
import { DomainError, notFound } from '../kernel/errors.ts';
import { envelopeSchema, outboxChannel } from './events.ts';
import type {
  DeadLetter,
  DeadLetterDetail,
  DeadLetterList,
  DeadLetterListInput,
  OutboxFigures,
} from './schema.ts';

type Row = typeof deadLetters.$inferSelect;

export type EventsPorts = {
  db: Db;
  /** Runs a failed run again from the step that failed; false if it is gone. */
  retryRun: (tx: Tx, runId: string) => Promise<boolean>;
};

/** What an operator sees and does when something kept failing. Callers authorise: these are for administrators. */
export class EventsService {
  readonly #db: Db;
  readonly #retryRun: EventsPorts['retryRun'];

  constructor({ db, retryRun }: EventsPorts) {
    this.#db = db;
    this.#retryRun = retryRun;
  }

  /** Newest first. */
  async list({ cursor, limit, resolved }: DeadLetterListInput): Promise<DeadLetterList> {
    const order = resolved ? 'dead-letters-resolved' : 'dead-letters';
    const after = cursor === undefined ? undefined : decodeIdCursor(cursor, order).id;
    const rows = await this.#db
      .select()
      .from(deadLetters)
      .where(
        and(
          resolved ? isNotNull(deadLetters.resolution) : isNull(deadLetters.resolution),
          after === undefined ? undefined : lt(deadLetters.id, after),
        ),
      )
      .orderBy(desc(deadLetters.id))
      .limit(limit + 1);
    return page(rows, limit, toItem, ({ id }) => encodeCursor(order, [id]));
  }

  async get(id: string): Promise<DeadLetterDetail> {
    const [row] = await this.#db.select().from(deadLetters).where(eq(deadLetters.id, id));
    if (!row) throw notFound('dead letter');
    return { ...toItem(row), event: row.event };
  }

  /**
   * Tries it again: the run from the step that failed, with the results of the steps before it, or the event by way of
   * the outbox. `conflict` if it was resolved before, or if the run is gone.
   */
  async replay(id: string, by: string): Promise<DeadLetter> {
    return this.#resolve(id, by, 'replayed', async (tx, row) => {
      if (row.runId !== null) {
        if (await this.#retryRun(tx, row.runId)) return;
        throw new DomainError('conflict', 'The run of this dead letter has gone on or is no longer kept.');
      }
      const envelope = envelopeSchema.parse(row.event);
      await tx
        .insert(outbox)
        .values({ id: envelope.id, subject: envelope.subject, envelope })
        .onConflictDoNothing();
      await ringAtCommit(tx, outboxChannel);
    });
  }

  /** Gives it up. It stays readable. `conflict` if it was resolved before. */
  async discard(id: string, by: string): Promise<DeadLetter> {
    return this.#resolve(id, by, 'discarded', async () => {});
  }

  async figures(): Promise<OutboxFigures> {
    const [waiting] = await this.#db
      .select({
        depth: sql<number>`count(*)::int`,
        oldestAgeMs: sql<number | null>`(extract(epoch from now() - min(${outbox.createdAt})) * 1000)::int`,
      })
      .from(outbox);
    const letters = await this.#db.$count(deadLetters, isNull(deadLetters.resolution));
    return { depth: waiting?.depth ?? 0, oldestAgeMs: waiting?.oldestAgeMs ?? null, deadLetters: letters };
  }

  async #resolve(
    id: string,
    by: string,
    resolution: 'replayed' | 'discarded',
    act: (tx: Tx, row: Row) => Promise<void>,
  ): Promise<DeadLetter> {
    return this.#db.transaction(async (tx) => {
      const [row] = await tx.select().from(deadLetters).where(eq(deadLetters.id, id)).for('update');
      if (!row) throw notFound('dead letter');
      if (row.resolution !== null)
        throw new DomainError('conflict', `This dead letter was ${row.resolution} already.`);
      await act(tx, row);
      const change = { resolution, resolvedBy: by, resolvedAt: new Date() };
      await tx.update(deadLetters).set(change).where(eq(deadLetters.id, id));
      return toItem({ ...row, ...change });
    });
  }
}

const toItem = (row: Row): DeadLetter => ({
  id: row.id,
  consumer: row.consumer,
  eventId: row.eventId,
  eventName: row.eventName,
  subject: row.subject,
  runId: row.runId,
  error: row.error,
  attempts: row.attempts,
  createdAt: row.createdAt.toISOString(),
  resolution: row.resolution,
  resolvedBy: row.resolvedBy,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
});
