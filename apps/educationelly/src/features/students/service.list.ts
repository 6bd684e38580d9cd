import {
  accesses,
  episodes,
  rosters,
  type StudentRow,
  students,
  studentWords,
} from '@portfolio/db/schema/students';
import { decodeIdCursor, encodeCursor, page } from '@portfolio/platform/kernel/cursor';
import { invalid } from '@portfolio/platform/kernel/errors';
import type { MediaService } from '@portfolio/platform/media/service';
import type { UsersService } from '@portfolio/platform/users/service';
import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { fold, fullNameOf, today } from './rules.ts';
import type { ListStudents, StudentPage } from './schema.ts';
import { namesOf, type PresentPorts, present } from './service.present.ts';
import {
  type Asking,
  inSight,
  logAccess,
  requireAdmin,
  type Seat,
  type SeatsService,
  seenStudent,
} from './service.seat.ts';

type Ports = { seats: SeatsService; users: UsersService; media: Pick<MediaService, 'sign'> };
type Filters = Omit<ListStudents, 'cursor' | 'limit' | 'sort'>;

const wordsMax = 6;
/** Past every text that begins with a word. */
const end = '\u{10ffff}';

/** Students with a word, of the name or an identifier, that begins with each of those typed. */
const named = ({ tx, district }: Seat, typed: string | undefined): SQL[] =>
  fold(typed ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, wordsMax)
    .map((word) =>
      inArray(
        students.id,
        tx
          .select({ id: studentWords.studentId })
          .from(studentWords)
          .where(
            and(
              eq(studentWords.districtId, district.id),
              gte(studentWords.word, word),
              lt(studentWords.word, word + end),
            ),
          ),
      ),
    );

/** The day that lies whole years back. */
const yearsAgo = (years: number): SQL =>
  sql`(${today()}::date - make_interval(years => ${years}::int))::date`;

const ofStatus = ({ tx, district }: Seat, status: Filters['elStatus']): SQL | undefined => {
  if (!status) return undefined;
  const day = today();
  const lasting = and(
    eq(episodes.districtId, district.id),
    sql`${episodes.fromOn} <= ${day}`,
    or(isNull(episodes.toOn), sql`${episodes.toOn} > ${day}`),
  );
  const those = (where: SQL | undefined) =>
    tx.select({ id: episodes.studentId }).from(episodes).where(and(lasting, where));
  if (status === 'not_el') return notInArray(students.id, those(sql`${episodes.status} <> 'not_el'`));
  if (status === 'former')
    return inArray(
      students.id,
      those(sql`${episodes.status} = 'exited' and ${episodes.fromOn} <= ${yearsAgo(4)}`),
    );
  if (status === 'identified' || status === 'served' || status === 'refused')
    return inArray(students.id, those(eq(episodes.status, status)));
  const year = Number(status.slice(-1));
  return inArray(
    students.id,
    those(
      sql`${episodes.status} = 'exited' and ${episodes.fromOn} <= ${yearsAgo(year - 1)} and ${episodes.fromOn} > ${yearsAgo(year)}`,
    ),
  );
};

const taughtBy = ({ tx, district }: Seat, userId: string): SQL =>
  inArray(
    students.id,
    tx
      .select({ id: rosters.studentId })
      .from(rosters)
      .where(and(eq(rosters.districtId, district.id), eq(rosters.userId, userId))),
  );

const filtered = (seat: Seat, { school, grade, status, language, teacherId, elStatus, name }: Filters) =>
  and(
    eq(students.districtId, seat.district.id),
    inSight(seat),
    status === 'all'
      ? undefined
      : status === 'archived'
        ? isNotNull(students.archivedAt)
        : isNull(students.archivedAt),
    school ? eq(students.schoolId, school) : undefined,
    grade ? eq(students.gradeLevel, grade) : undefined,
    language ? eq(students.nativeLanguage, language) : undefined,
    teacherId ? taughtBy(seat, teacherId) : undefined,
    ofStatus(seat, elStatus),
    ...named(seat, name),
  );

/** How a list resumes and in which order, for each sort. */
const orderOf = (sort: ListStudents['sort'], cursor: string | undefined) => {
  const down = sort.startsWith('-');
  const byName = sort.endsWith('familyName');
  const column = byName ? students.nameKey : students.updatedAt;
  const by = down ? desc : asc;
  const toCursor = (row: StudentRow): string =>
    encodeCursor(sort, [byName ? row.nameKey : row.updatedAt.toISOString(), row.id]);
  return {
    orderBy: [by(column), by(students.id)],
    after: cursor === undefined ? undefined : resume(sort, cursor, down, byName),
    toCursor,
  };
};

const resume = (sort: string, cursor: string, down: boolean, byName: boolean): SQL => {
  const { text, id } = decodeIdCursor(cursor, sort);
  if (!byName && Number.isNaN(Date.parse(text))) throw invalid('cursor', 'Not a cursor of this list.');
  const place = byName
    ? sql`(${text}::text collate "C", ${id}::uuid)`
    : sql`(${new Date(text).toISOString()}::timestamptz, ${id}::uuid)`;
  const row = byName
    ? sql`(${students.nameKey}, ${students.id})`
    : sql`(${students.updatedAt}, ${students.id})`;
  return down ? sql`${row} < ${place}` : sql`${row} > ${place}`;
};

/** Students by filters and sort, page by page; and who read them. */
export class StudentLists {
  readonly #seats: SeatsService;
  readonly #present: PresentPorts;

  constructor(ports: Ports) {
    this.#seats = ports.seats;
    this.#present = ports;
  }

  async list(asking: Asking, { cursor, limit, sort, ...filters }: ListStudents): Promise<StudentPage> {
    return this.#seats.within(asking, async (seat) => {
      const { orderBy, after, toCursor } = orderOf(sort, cursor);
      const rows = await seat.tx
        .select()
        .from(students)
        .where(and(filtered(seat, filters), after))
        .orderBy(...orderBy)
        .limit(limit + 1);
      const { items: kept, ...rest } = page(rows, limit, (row) => row, toCursor);
      const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
      await logAccess(seat, 'list', [null], { ...asked, count: kept.length });
      return { items: await present(seat, kept, this.#present), ...rest };
    });
  }

  /** Who saw and changed what, newest first; of one student, or of the whole district. Administrators alone. */
  async accesses(
    asking: Asking,
    query: { studentId?: string | undefined; cursor?: string | undefined; limit: number },
  ) {
    const { studentId, cursor, limit } = query;
    return this.#seats.within(asking, async (seat) => {
      if (studentId) await seenStudent(seat, studentId);
      requireAdmin(seat);
      const before = cursor === undefined ? undefined : decodeIdCursor(cursor, '-id').id;
      const rows = await seat.tx
        .select()
        .from(accesses)
        .where(
          and(
            eq(accesses.districtId, seat.district.id),
            studentId ? eq(accesses.studentId, studentId) : undefined,
            before ? lt(accesses.id, before) : undefined,
          ),
        )
        .orderBy(desc(accesses.id))
        .limit(limit + 1);
      const names = await namesOf(
        this.#present.users,
        seat.tx,
        rows.map(({ userId }) => userId),
      );
      const studentIds = [...new Set(rows.flatMap((row) => row.studentId ?? []))];
      const looked = await seat.tx
        .select()
        .from(students)
        .where(and(eq(students.districtId, seat.district.id), inArray(students.id, studentIds)));
      const studentNames = new Map(looked.map((row) => [row.id, fullNameOf(row)]));
      return page(
        rows,
        limit,
        (row) => ({
          id: row.id,
          at: row.at.toISOString(),
          kind: row.kind,
          by: { id: row.userId, name: names(row.userId) },
          studentId: row.studentId,
          studentName: studentNames.get(row.studentId ?? '') ?? null,
          detail: row.detail,
        }),
        (row) => encodeCursor('-id', [row.id]),
      );
    });
  }
}
