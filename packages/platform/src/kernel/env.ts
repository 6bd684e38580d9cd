import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type AppName, appNames } from './actor.ts';
import { once } from './global.ts';
import { deriveKey } from './keys.ts';

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
const flag = z
  .enum(['0', '1'])
  .optional()
  .transform((value) => value === '1');
const origin = z.url({ protocol: /^https?$/ }).transform((value) => new URL(value).origin);
const hostPort = /^(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5}$/;

const variables = z.object({
  DEPLOYMENT: z.enum(['local', 'hosted']).default('hosted'),
  NODE_ENV: z.string().default('production'),
  PORT_BASE: z.coerce.number().int().min(1).max(65_000).default(3000),
  DATA_DIR: z.string().default('.data'),
  ACCOUNTS_URL: origin.optional(),
  EDUCATIONELLY_URL: origin.optional(),
  CODETALK_URL: origin.optional(),
  FIREBOOK_URL: origin.optional(),
  INTERVALAI_URL: origin.optional(),
  ACCOUNTS_INTERNAL_URL: origin.optional(),
  PLATFORM_SECRET: z.string().min(32).optional(),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  MIGRATE_DATABASE_URL: z.string().startsWith('postgres').optional(),
  ADMIN_EMAILS: list,
  SEED_DEMO: z.enum(['0', '1']).optional(),
  TRUST_PROXY: flag,
  LISTEN_PUBLIC: flag,
  DEV_INBOX: z.enum(['0', '1']).optional(),
  ALLOW_EMBEDDED: list,
  METRICS_TOKEN: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INNGEST_EVENT_KEY: z.string().min(1).optional(),
  INNGEST_SIGNING_KEY: z.string().min(1).optional(),
  INNGEST_BASE_URL: z.url().optional(),
  SMTP_URL: z.string().startsWith('smtp').optional(),
  MAIL_FROM: z.string().default('Portfolio Platform <no-reply@portfolio-platform.example>'),
  CHROMIUM_PATH: z.string().optional(),
  OUTBOUND_ALLOW_PRIVATE: list.pipe(z.array(z.string().regex(hostPort, 'host:port, comma-separated'))),
  OUTBOUND_DNS: z.string().regex(hostPort, 'host:port').optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  CRASH_AT: z
    .string()
    .regex(/^[a-z.-]+:\d+$/, '<point>:<n>')
    .optional(),
  CRASH_DIR: z.string().optional(),
});

type Variables = z.infer<typeof variables>;

const localOnly = ['OUTBOUND_ALLOW_PRIVATE', 'OUTBOUND_DNS', 'CRASH_AT', 'CRASH_DIR'] as const;

export type Env = ReturnType<typeof parseEnv>;

const fail = (name: string, message: string): never => {
  throw new Error(`Environment: ${name} ${message}`);
};

const secretOf = (v: Variables): string => {
  if (v.PLATFORM_SECRET) return v.PLATFORM_SECRET;
  if (v.DEPLOYMENT === 'hosted') return fail('PLATFORM_SECRET', 'is missing: at least 32 random characters.');
  try {
    return readFileSync(join(resolve(v.DATA_DIR), 'secret'), 'utf8').trim();
  } catch {
    return fail('PLATFORM_SECRET', `is missing, and ${v.DATA_DIR} has none yet: run npm start once.`);
  }
};

const originsOf = (v: Variables): Record<AppName, string> => {
  const local = (offset: number): string => `http://localhost:${v.PORT_BASE + offset}`;
  return {
    accounts: v.ACCOUNTS_URL ?? local(0),
    educationelly: v.EDUCATIONELLY_URL ?? local(1),
    codetalk: v.CODETALK_URL ?? local(2),
    firebook: v.FIREBOOK_URL ?? local(3),
    intervalai: v.INTERVALAI_URL ?? local(4),
  };
};

const databaseOf = (v: Variables, secret: string) => {
  if (v.DATABASE_URL)
    return {
      driver: 'postgres' as const,
      appUrl: v.DATABASE_URL,
      ownerUrl: v.MIGRATE_DATABASE_URL ?? v.DATABASE_URL,
    };
  const password = deriveKey(secret, 'embedded-postgres').toString('hex');
  const base = `127.0.0.1:${v.PORT_BASE + 6}/platform`;
  return {
    driver: 'embedded' as const,
    password,
    appUrl: `postgres://platform_app:${password}@${base}`,
    ownerUrl: `postgres://postgres:${password}@${base}`,
  };
};

/** Who reads it can reset every password: never open to a network unless somebody asks for just that. */
const devInboxOf = (v: Variables): boolean => {
  if (v.DEPLOYMENT !== 'local' || v.SMTP_URL) return false;
  return v.DEV_INBOX ? v.DEV_INBOX === '1' : !v.LISTEN_PUBLIC && !v.TRUST_PROXY;
};

const refuseWhenHosted = (v: Variables): void => {
  if (v.DEPLOYMENT !== 'hosted') return;
  for (const name of localOnly) if (v[name]?.length) fail(name, 'is a test hook and is refused when hosted.');
  if (v.RATE_LIMITS === 'off') fail('RATE_LIMITS', 'cannot be off when hosted.');
  if (!v.ACCOUNTS_URL) fail('ACCOUNTS_URL', 'is missing: the public origin of accounts.');
  if (!v.DATABASE_URL && !v.ALLOW_EMBEDDED.includes('database'))
    fail('DATABASE_URL', 'is missing, and ALLOW_EMBEDDED does not name database.');
};

/** Reads the variables once; a wrong value stops the start with one line that names it. */
export const parseEnv = (source: Record<string, string | undefined>) => {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(filled);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(String(issue?.path[0] ?? '?'), `is wrong: ${issue?.message ?? 'not valid'}.`);
  }
  const v = parsed.data;
  refuseWhenHosted(v);
  const secret = secretOf(v);
  const origins = originsOf(v);
  return {
    deployment: v.DEPLOYMENT,
    local: v.DEPLOYMENT === 'local',
    production: v.NODE_ENV === 'production',
    portBase: v.PORT_BASE,
    dataDir: resolve(v.DATA_DIR),
    secret,
    origins,
    accountsInternalUrl: v.ACCOUNTS_INTERNAL_URL ?? origins.accounts,
    database: databaseOf(v, secret),
    adminEmails: new Set(v.ADMIN_EMAILS.map((email) => email.normalize('NFKC').toLowerCase())),
    seedDemo: v.DEPLOYMENT === 'local' && v.SEED_DEMO !== '0',
    trustProxy: v.TRUST_PROXY,
    listenPublic: v.LISTEN_PUBLIC,
    devInbox: devInboxOf(v),
    metricsToken: v.METRICS_TOKEN,
    logLevel: v.LOG_LEVEL,
    rateLimits: v.RATE_LIMITS === 'on',
    crashAt: v.CRASH_AT,
    crashDir: v.CRASH_DIR,
    chromiumPath: v.CHROMIUM_PATH,
    outbound: { allowPrivate: v.OUTBOUND_ALLOW_PRIVATE, dns: v.OUTBOUND_DNS },
    mail: { smtpUrl: v.SMTP_URL, from: v.MAIL_FROM },
    jobs: {
      driver: v.INNGEST_EVENT_KEY ? ('inngest' as const) : ('embedded' as const),
      eventKey: v.INNGEST_EVENT_KEY ?? deriveKey(secret, 'inngest-event-key').toString('hex'),
      signingKey:
        v.INNGEST_SIGNING_KEY ?? `signkey-prod-${deriveKey(secret, 'inngest-signing-key').toString('hex')}`,
      baseUrl:
        v.INNGEST_BASE_URL ?? (v.INNGEST_EVENT_KEY ? undefined : `http://127.0.0.1:${v.PORT_BASE + 7}`),
    },
    appNames,
  };
};

/** The environment of this process. */
export const env = (): Env => once('env', () => parseEnv(process.env));

/** next-auth 4 takes its own origin from the environment and from nowhere else. */
export const useRelyingPartyOrigin = (origin: string): void => {
  process.env.NEXTAUTH_URL = origin;
};
