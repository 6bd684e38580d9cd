import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at } from '../columns.ts';

export const jobsSchema = pgSchema('jobs');

export const runStatuses = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** planned = to be called; sleeping and waiting = until `wakeAt`, or an event. */
export const stepStatuses = ['planned', 'sleeping', 'waiting', 'completed', 'failed', 'cancelled'] as const;
export type StepStatus = (typeof stepStatuses)[number];

export type JobError = { name: string; message: string; stack?: string | undefined };

const status = <const S extends string>(name: string) => text(name).$type<S>().notNull();

/** The apps whose functions the executor calls, and what their last sync said. */
export const apps = jobsSchema.table('apps', {
  id: text('id').primaryKey(),
  url: text('url').notNull(),
  sdk: text('sdk'),
  checksum: text('checksum'),
  error: text('error'),
  syncedAt: at('synced_at'),
});

export const functions = jobsSchema.table('functions', {
  /** `<app>-<function>`, as the protocol names it. */
  id: text('id').primaryKey(),
  appId: text('app_id').notNull(),
  name: text('name').notNull(),
  /** As the app registered it. */
  config: jsonb('config').notNull(),
  /** Why it cannot run, in words: an option that the executor does not know. */
  problem: text('problem'),
  removedAt: at('removed_at'),
});

/** Every event that was accepted, once by its id; runs read theirs from here. */
export const jobEvents = jobsSchema.table(
  'events',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    payload: jsonb('payload').notNull(),
    receivedAt: at('received_at').notNull().defaultNow(),
  },
  (t) => [index('events_received_at').on(t.receivedAt)],
);

export const runs = jobsSchema.table(
  'runs',
  {
    id: uuid('id').primaryKey(),
    functionId: text('function_id').notNull(),
    appId: text('app_id').notNull(),
    eventId: text('event_id').notNull(),
    eventName: text('event_name').notNull(),
    status: status<RunStatus>('status').default('queued'),
    /** Failed calls of the function body since it last got on. */
    attempt: integer('attempt').notNull().default(0),
    /** Counts the answers that were taken over, so that an answer that comes twice is seen. */
    round: integer('round').notNull().default(0),
    /** Several steps were reported at once: from then on each is asked for by its id. */
    parallel: boolean('parallel').notNull().default(false),
    stepsDone: integer('steps_done').notNull().default(0),
    output: jsonb('output'),
    error: jsonb('error').$type<JobError>(),
    createdAt: at('created_at').notNull().defaultNow(),
    startedAt: at('started_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    uniqueIndex('runs_function_event').on(t.functionId, t.eventId),
    index('runs_active').on(t.functionId).where(sql`${t.status} in ('queued', 'running')`),
    index('runs_status_id').on(t.status, t.id),
    index('runs_app_id').on(t.appId, t.id),
    index('runs_event_id').on(t.eventId),
    index('runs_ended_at').on(t.endedAt),
  ],
);

export const steps = jobsSchema.table(
  'steps',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** SHA-1 of the step's name, as the SDK makes it. */
    id: text('id').notNull(),
    name: text('name').notNull(),
    op: text('op').notNull(),
    status: status<StepStatus>('status'),
    attempt: integer('attempt').notNull().default(0),
    /** The order in which steps ended. */
    position: integer('position'),
    data: jsonb('data'),
    error: jsonb('error').$type<JobError>(),
    wakeAt: at('wake_at'),
    createdAt: at('created_at').notNull().defaultNow(),
    endedAt: at('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.id] })],
);

/** Steps that wait for an event. */
export const waits = jobsSchema.table(
  'waits',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    stepId: text('step_id').notNull(),
    eventName: text('event_name').notNull(),
    condition: text('condition'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.stepId] }), index('waits_event_name').on(t.eventName)],
);

/** Calls that wait for room in their concurrency group, the oldest run's first. */
export const parked = jobsSchema.table(
  'parked',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    group: text('group').notNull(),
    limit: integer('limit').notNull(),
    runId: uuid('run_id').notNull(),
    call: jsonb('call').$type<{ runId: string; stepId: string; round: number }>().notNull(),
  },
  (t) => [index('parked_group_run').on(t.group, t.runId, t.seq)],
);

/** Up to which minute each schedule was looked at. */
export const schedules = jobsSchema.table(
  'schedules',
  {
    functionId: text('function_id').notNull(),
    cron: text('cron').notNull(),
    lookedAt: at('looked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.functionId, t.cron] })],
);
