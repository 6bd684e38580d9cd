import { z } from 'zod';

/** What one function said of itself when its app registered it; unknown parts are kept and ignored. */
export const functionConfig = z.looseObject({
  id: z.string().min(1),
  name: z.string().default(''),
  triggers: z.array(
    z.union([
      z.object({ event: z.string(), expression: z.string().nullish() }),
      z.object({ cron: z.string() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.looseObject({ retries: z.object({ attempts: z.number().int().min(0).nullish() }).nullish() }),
  ),
  concurrency: z
    .union([z.number(), limitShape(), z.array(limitShape())])
    .nullish()
    .transform((value) => (typeof value === 'number' ? [{ limit: value }] : [value ?? []].flat())),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().nullish(), timeout: z.string().nullish() }))
    .nullish(),
});

function limitShape() {
  return z.object({ limit: z.number().int().min(0), key: z.string().nullish(), scope: z.string().nullish() });
}

export type FunctionConfig = z.output<typeof functionConfig>;

/** What `PUT /api/inngest` answers to an in-band sync. */
export const syncAnswer = z.looseObject({
  app_id: z.string(),
  sdk: z.string().optional(),
  functions: z.array(z.unknown()),
});

/** Calls in all: the first and the retries (three where the function does not say). */
export const attemptsMax = (config: FunctionConfig): number =>
  (config.steps.step?.retries?.attempts ?? 3) + 1;

export type ExecutorConfig = {
  databaseUrl: string;
  host: string;
  port: number;
  eventKey: string;
  signingKey: string;
  /** `url` is the app's `/api/inngest`. */
  apps: { id: string; url: string }[];
  /** Calls under way at once, in all and to one app. */
  concurrency: number;
  concurrencyPerApp: number;
  callTimeoutMs: number;
  /** How often each app is asked whether its functions changed. */
  syncEveryMs: number;
  /** The pause before the first retry; each further one is four times as long. */
  retryBaseMs: number;
};

export const executorDefaults = {
  host: '127.0.0.1',
  concurrency: 12,
  concurrencyPerApp: 8,
  callTimeoutMs: 180_000,
  syncEveryMs: 10_000,
  retryBaseMs: 1_000,
} as const;
