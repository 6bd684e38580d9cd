import { createHash } from 'node:crypto';
import pino, { type Logger } from 'pino';

export type Log = Logger;

const secret = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'cookie',
  'authorization',
  'secret',
  'email',
  'text',
  'html',
];

/** JSON lines on standard output; what is secret or personal is cut out wherever it stands, three levels deep. */
export const createLog = (name: string, level: string, destination?: pino.DestinationStream): Log =>
  pino(
    {
      level,
      base: { name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[cut]' },
    },
    destination ?? pino.destination({ sync: false }),
  );

/** Log lines name people by this, never by id or address. */
export const hashedId = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 12);
