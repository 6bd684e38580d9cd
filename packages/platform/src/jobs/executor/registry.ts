import type { Queryable } from '@portfolio/db/client';
import { functions } from '@portfolio/db/schema/jobs';
import { isNull } from 'drizzle-orm';
import { type FunctionConfig, functionConfig } from './config.ts';
import { parseCron } from './cron.ts';
import { type Expression, parseExpression } from './expression.ts';

export type Registered = {
  id: string;
  appId: string;
  config: FunctionConfig;
  events: { name: string; when: Expression | null }[];
  crons: string[];
  cancels: { event: string; when: Expression | null }[];
};

const texts = new Map<string, Registered>();

const read = (row: { id: string; appId: string; config: unknown }): Registered => {
  const text = `${row.appId} ${JSON.stringify(row.config)}`;
  const known = texts.get(text);
  if (known) return known;
  const config = functionConfig.parse(row.config);
  const registered: Registered = {
    id: row.id,
    appId: row.appId,
    config,
    events: config.triggers.flatMap((trigger) =>
      'event' in trigger
        ? [{ name: trigger.event, when: trigger.expression ? parseExpression(trigger.expression) : null }]
        : [],
    ),
    crons: config.triggers.flatMap((trigger) => ('cron' in trigger ? [trigger.cron] : [])),
    cancels: (config.cancel ?? []).map(({ event, if: when }) => ({
      event,
      when: when ? parseExpression(when) : null,
    })),
  };
  if (texts.size > 1_000) texts.clear();
  texts.set(text, registered);
  return registered;
};

/** The functions that can run now. Read from the table each time: an app may have registered since. */
export const registeredFunctions = async (db: Queryable): Promise<Registered[]> => {
  const rows = await db
    .select({
      id: functions.id,
      appId: functions.appId,
      config: functions.config,
      problem: functions.problem,
    })
    .from(functions)
    .where(isNull(functions.removedAt));
  return rows.filter(({ problem }) => problem === null).map(read);
};

const unsupported = [
  'batchEvents',
  'rateLimit',
  'throttle',
  'debounce',
  'singleton',
  'idempotency',
  'priority',
  'timeouts',
];

/** Why a function cannot run here, null if it can: better refused by name than run otherwise than it says. */
export const problemOf = (raw: unknown): string | null => {
  const config = functionConfig.safeParse(raw);
  if (!config.success) return `its configuration cannot be read: ${config.error.issues[0]?.message ?? '?'}`;
  const asked = unsupported.filter(
    (option) => config.data[option] !== undefined && config.data[option] !== null,
  );
  if (asked.length > 0) return `this executor does not know the option ${asked.join(', ')}`;
  try {
    for (const cron of read({ id: config.data.id, appId: '', config: raw }).crons) parseCron(cron);
    for (const { key } of config.data.concurrency) if (key) parseExpression(`${key} == null`);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
