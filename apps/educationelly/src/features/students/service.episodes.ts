import { newId } from '@portfolio/db/ids';
import { type EpisodeRow, episodes, students } from '@portfolio/db/schema/students';
import { invalid, notFound } from '@portfolio/platform/kernel/errors';
import { refuseStale } from '@portfolio/platform/kernel/versions';
import type { UsersService } from '@portfolio/platform/users/service';
import { and, asc, eq, sql } from 'drizzle-orm';
import { studentChanged } from './events.ts';
import { placeEpisode } from './rules.ts';
import type { AddEpisode, Episode, UpdateEpisode } from './schema.ts';
import { namesOf } from './service.present.ts';
import {
  type Asking,
  announce,
  logAccess,
  requireWriter,
  type Seat,
  type SeatsService,
  seenStudent,
} from './service.seat.ts';

/** EL status as it was decided: episodes with dates, of which no two share a day. */
export class EpisodesService {
  readonly #seats: SeatsService;
  readonly #users: UsersService;

  constructor(ports: { seats: SeatsService; users: UsersService }) {
    this.#seats = ports.seats;
    this.#users = ports.users;
  }

  /** In the order of their first days. */
  async list(asking: Asking, studentId: string): Promise<{ items: Episode[] }> {
    return this.#seats.within(asking, async (seat) => {
      await seenStudent(seat, studentId);
      return { items: await this.#present(seat, await this.#all(seat, studentId)) };
    });
  }

  #all({ tx }: Seat, studentId: string): Promise<EpisodeRow[]> {
    return tx
      .select()
      .from(episodes)
      .where(eq(episodes.studentId, studentId))
      .orderBy(asc(episodes.fromOn))
      .limit(500);
  }

  async #present({ tx }: Seat, rows: readonly EpisodeRow[]): Promise<Episode[]> {
    const names = await namesOf(
      this.#users,
      tx,
      rows.map(({ decidedBy }) => decidedBy),
    );
    return rows.map((row) => ({
      id: row.id,
      studentId: row.studentId,
      status: row.status,
      fromOn: row.fromOn,
      toOn: row.toOn,
      decision: row.decision,
      decidedBy: { id: row.decidedBy, name: names(row.decidedBy) },
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }));
  }

  /** The student's row is locked, so that two decisions at once cannot overlap. */
  async #open(seat: Seat, studentId: string, ifMatch: number | undefined): Promise<EpisodeRow[]> {
    const student = await seenStudent(seat, studentId, true);
    requireWriter(seat);
    await refuseStale(student.version, ifMatch, () => ({ version: student.version }));
    return this.#all(seat, studentId);
  }

  async #close(seat: Seat, studentId: string, detail: Record<string, unknown>): Promise<void> {
    await seat.tx
      .update(students)
      .set({ version: sql`${students.version} + 1`, updatedAt: sql`now()` })
      .where(eq(students.id, studentId));
    await logAccess(seat, 'change', [studentId], detail);
    await announce(seat, studentChanged, [studentId]);
  }

  /** Begins an episode; the one that lasts ends on its first day. Throws 422 where it would share a day with another. */
  async add(
    asking: Asking,
    { id, status, fromOn, toOn = null, decision }: AddEpisode,
    ifMatch?: number,
  ): Promise<Episode> {
    return this.#seats.within(asking, async (seat) => {
      const standing = await this.#open(seat, id, ifMatch);
      const span = { fromOn, toOn: toOn ?? null };
      await this.#makeRoom(seat, standing, span);
      const [row] = await seat.tx
        .insert(episodes)
        .values({
          ...span,
          id: newId(),
          districtId: seat.district.id,
          studentId: id,
          status,
          decision: decision ?? null,
          decidedBy: seat.actor.userId,
        })
        .returning();
      if (!row) throw new Error('an insert answered no row');
      await this.#close(seat, id, { episode: status, from: fromOn });
      return this.#one(seat, row);
    });
  }

  async #one(seat: Seat, row: EpisodeRow): Promise<Episode> {
    const [episode] = await this.#present(seat, [row]);
    if (!episode) throw notFound('episode');
    return episode;
  }

  async #makeRoom(
    { tx }: Seat,
    standing: readonly EpisodeRow[],
    span: { fromOn: string; toOn: string | null },
  ): Promise<void> {
    if (span.toOn !== null && span.toOn <= span.fromOn)
      throw invalid('toOn', 'An episode ends after its first day.');
    const place = placeEpisode(standing, span);
    if (!place) throw invalid('fromOn', 'Another episode covers some of these days. Change that one first.');
    if (place.ends)
      await tx
        .update(episodes)
        .set({ toOn: span.fromOn, updatedAt: sql`now()` })
        .where(eq(episodes.id, place.ends.id));
  }

  /** Corrects an episode; its days must stay free of the others'. */
  async update(asking: Asking, input: UpdateEpisode, ifMatch?: number): Promise<Episode> {
    const { id, episodeId, ...changes } = input;
    return this.#seats.within(asking, async (seat) => {
      const standing = await this.#open(seat, id, ifMatch);
      const old = standing.find((one) => one.id === episodeId);
      if (!old) throw notFound('episode');
      const span = {
        fromOn: changes.fromOn ?? old.fromOn,
        toOn: changes.toOn === undefined ? old.toOn : changes.toOn,
      };
      const others = standing.filter((one) => one.id !== episodeId);
      await this.#makeRoom(seat, others, span);
      const [row] = await seat.tx
        .update(episodes)
        .set({ ...changes, ...span, decidedBy: seat.actor.userId, updatedAt: sql`now()` })
        .where(eq(episodes.id, episodeId))
        .returning();
      if (!row) throw notFound('episode');
      await this.#close(seat, id, { episode: row.status, from: row.fromOn });
      return this.#one(seat, row);
    });
  }

  /** Takes out an episode that was entered by mistake; the access log keeps that it was. */
  async remove(
    asking: Asking,
    { id, episodeId }: { id: string; episodeId: string },
    ifMatch?: number,
  ): Promise<void> {
    await this.#seats.within(asking, async (seat) => {
      const standing = await this.#open(seat, id, ifMatch);
      const old = standing.find((one) => one.id === episodeId);
      if (!old) throw notFound('episode');
      await seat.tx.delete(episodes).where(and(eq(episodes.id, episodeId), eq(episodes.studentId, id)));
      await this.#close(seat, id, { episode: old.status, from: old.fromOn, removed: true });
    });
  }
}
