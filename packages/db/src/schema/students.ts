import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, resource } from '../columns.ts';
import { accessKinds, episodeStatuses, gradeLevels, raceCodes, roles, sexes } from '../students-values.ts';

export const studentsSchema = pgSchema('students');

/** Sorted by code point: its comparisons may run inside an index under row-level security, and find beginnings. */
const key = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

// Set by packages/db/src/tenant.ts; empty once its transaction has ended.
const here = sql`nullif(current_setting('app.district_id', true), '')::uuid`;
const actor = sql`nullif(current_setting('app.actor_id', true), '')::uuid`;

/** Rows of the transaction's district alone may be read and written. */
const ofDistrict = () =>
  pgPolicy('of_district', { using: sql`district_id = ${here}`, withCheck: sql`district_id = ${here}` });

const district = () =>
  uuid('district_id')
    .notNull()
    .references(() => districts.id, { onDelete: 'cascade' });

export const districts = studentsSchema.table(
  'districts',
  {
    ...resource(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    /** Whose own district it is, made at their first use; it goes, while empty, when they join another. */
    ownerId: uuid('owner_id'),
  },
  (t) => [
    uniqueIndex('districts_slug').on(t.slug),
    pgPolicy('of_district', { using: sql`id = ${here}`, withCheck: sql`id = ${here}` }),
    pgPolicy('of_member', {
      for: 'select',
      using: sql`id in (select m.district_id from students.memberships m where m.user_id = ${actor})`,
    }),
  ],
);

/** Who works in a district, as what, and in which schools. A district administrator needs no schools. */
export const memberships = studentsSchema.table(
  'memberships',
  {
    ...resource(),
    districtId: district(),
    userId: uuid('user_id').notNull(),
    role: text('role', { enum: roles }).notNull(),
    schoolIds: uuid('school_ids').array().notNull().default(sql`'{}'`),
    /** When this person last chose this district. */
    usedAt: at('used_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('memberships_person').on(t.userId, t.districtId),
    index('memberships_district').on(t.districtId, t.id),
    ofDistrict(),
    pgPolicy('of_person', { for: 'select', using: sql`user_id = ${actor}` }),
  ],
);

/** Invitations by mail; the token itself is only in the mail. */
export const invitations = studentsSchema.table(
  'invitations',
  {
    ...resource(),
    districtId: district(),
    email: text('email').notNull(),
    role: text('role', { enum: roles }).notNull(),
    schoolIds: uuid('school_ids').array().notNull().default(sql`'{}'`),
    tokenHash: text('token_hash').notNull(),
    invitedBy: uuid('invited_by').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('invitations_email').on(t.districtId, t.email),
    uniqueIndex('invitations_token').on(t.tokenHash),
    ofDistrict(),
  ],
);

export const schools = studentsSchema.table(
  'schools',
  {
    ...resource(),
    districtId: district(),
    name: text('name').notNull(),
    /** The folded name, by which two spellings are one school. */
    nameKey: key('name_key').notNull(),
    phone: text('phone'),
    address: text('address'),
    sample: boolean('sample').notNull().default(false),
  },
  (t) => [uniqueIndex('schools_name').on(t.districtId, t.nameKey), ofDistrict()],
);

export const students = studentsSchema.table(
  'students',
  {
    ...resource(),
    version: integer('version').notNull().default(1),
    districtId: district(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    givenName: text('given_name').notNull(),
    middleName: text('middle_name'),
    familyName: text('family_name').notNull(),
    suffix: text('suffix'),
    /** Family, given and middle name, folded: the order of lists. */
    nameKey: key('name_key').notNull(),
    localId: text('local_id').notNull(),
    /** The district's own number of the student; `district_id` says whose row this is. */
    districtStudentId: text('district_student_id'),
    stateId: text('state_id'),
    dateOfBirth: date('date_of_birth', { mode: 'string' }).notNull(),
    sex: text('sex', { enum: sexes }),
    gender: text('gender'),
    races: text('races', { enum: raceCodes }).array().notNull().default(sql`'{}'`),
    hispanic: boolean('hispanic'),
    gradeLevel: text('grade_level', { enum: gradeLevels }).notNull(),
    nativeLanguage: text('native_language').notNull(),
    homeLanguage: text('home_language'),
    correspondenceLanguage: text('correspondence_language'),
    cityOfBirth: text('city_of_birth'),
    countryOfBirth: text('country_of_birth'),
    firstEnrolledUsOn: date('first_enrolled_us_on', { mode: 'string' }),
    photoMediaId: uuid('photo_media_id'),
    archivedAt: at('archived_at'),
    /** Came with "load a sample", and goes with "remove the sample". */
    sample: boolean('sample').notNull().default(false),
  },
  (t) => [
    uniqueIndex('students_local_id').on(t.districtId, t.localId),
    index('students_name').on(t.districtId, t.nameKey, t.id),
    index('students_updated').on(t.districtId, t.updatedAt, t.id),
    index('students_archived').on(t.districtId, t.nameKey, t.id).where(sql`archived_at is not null`),
    index('students_school').on(t.districtId, t.schoolId, t.nameKey, t.id),
    index('students_grade').on(t.districtId, t.gradeLevel, t.nameKey, t.id),
    index('students_language').on(t.districtId, t.nativeLanguage, t.nameKey, t.id),
    ofDistrict(),
  ],
);

const student = () =>
  uuid('student_id')
    .notNull()
    .references(() => students.id, { onDelete: 'cascade' });

/** The words that a student is found by: of the name, and the three identifiers. */
export const studentWords = studentsSchema.table(
  'student_words',
  { districtId: district(), word: key('word').notNull(), studentId: student() },
  (t) => [
    primaryKey({ columns: [t.districtId, t.word, t.studentId] }),
    index('student_words_student').on(t.studentId),
    ofDistrict(),
  ],
);

/** Whom a teacher sees. */
export const rosters = studentsSchema.table(
  'rosters',
  { districtId: district(), userId: uuid('user_id').notNull(), studentId: student() },
  (t) => [
    primaryKey({ columns: [t.districtId, t.userId, t.studentId] }),
    index('rosters_student').on(t.studentId),
    ofDistrict(),
  ],
);

/** EL status as it was decided: from a day to before another; no two of a student overlap. */
export const episodes = studentsSchema.table(
  'episodes',
  {
    ...resource(),
    districtId: district(),
    studentId: student(),
    status: text('status', { enum: episodeStatuses }).notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    /** The first day that it no longer holds; null while it lasts. */
    toOn: date('to_on', { mode: 'string' }),
    /** Why, and by which evidence. */
    decision: text('decision'),
    decidedBy: uuid('decided_by').notNull(),
  },
  (t) => [
    uniqueIndex('episodes_student').on(t.studentId, t.fromOn),
    index('episodes_status').on(t.districtId, t.status, t.fromOn),
    ofDistrict(),
  ],
);

/** Who read or changed what, and when. It outlives the student and holds no name. */
export const accesses = studentsSchema.table(
  'accesses',
  {
    id: uuid('id').primaryKey(),
    districtId: district(),
    at: at('at').notNull().defaultNow(),
    userId: uuid('user_id').notNull(),
    kind: text('kind', { enum: accessKinds }).notNull(),
    /** Null for lists. */
    studentId: uuid('student_id'),
    /** Filters and count of a list, fields of a change, the reason of an erasure. */
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    index('accesses_newest').on(t.districtId, t.id),
    index('accesses_student').on(t.districtId, t.studentId, t.id),
    ofDistrict(),
  ],
);

export type DistrictRow = typeof districts.$inferSelect;
export type MembershipRow = typeof memberships.$inferSelect;
export type SchoolRow = typeof schools.$inferSelect;
export type StudentRow = typeof students.$inferSelect;
export type EpisodeRow = typeof episodes.$inferSelect;
