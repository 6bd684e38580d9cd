import { runStatuses, stepStatuses } from '@portfolio/db/schema/jobs';
import { z } from 'zod';
import { listInput, listOutput } from '../kernel/cursor.ts';

const jobError = z.object({ name: z.string(), message: z.string(), stack: z.string().optional() });

export const Run = z.object({
  id: z.uuid(),
  app: z.string(),
  /** `<app>-<function>`. */
  functionId: z.string(),
  eventId: z.string(),
  eventName: z.string(),
  status: z.enum(runStatuses),
  /** Failed tries of the function body since it last got on. */
  attempt: z.number().int(),
  error: jobError.nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type Run = z.output<typeof Run>;

export const RunStep = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  status: z.enum(stepStatuses),
  /** Failed tries. */
  attempt: z.number().int(),
  error: jobError.nullable(),
  wakeAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type RunStep = z.output<typeof RunStep>;

export const RunDetail = Run.extend({ event: z.unknown(), output: z.unknown(), steps: z.array(RunStep) });
export type RunDetail = z.output<typeof RunDetail>;

export const RunListInput = listInput.extend({
  status: z.enum(runStatuses).optional(),
  app: z.string().max(40).optional(),
  functionId: z.string().max(200).optional(),
});
export type RunListInput = z.output<typeof RunListInput>;

export const RunList = listOutput(Run);
export type RunList = z.output<typeof RunList>;

export const JobApp = z.object({
  id: z.string(),
  syncedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  functions: z.array(z.object({ id: z.string(), name: z.string(), problem: z.string().nullable() })),
});
export type JobApp = z.output<typeof JobApp>;
