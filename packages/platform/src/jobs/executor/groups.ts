import { createHash } from 'node:crypto';
import type { WireEvent } from '../jobs.ts';
import type { FunctionConfig } from './config.ts';
import { valueAt } from './expression.ts';
import type { Group } from './slots.ts';

const keyMax = 200;

/** A key may hold whatever an event holds: a long one is told apart by its digest. */
const short = (key: string): string =>
  key.length <= keyMax
    ? key
    : `${key.slice(0, keyMax - 44)} ${createHash('sha256').update(key).digest('base64url')}`;

/** The groups of calls that a function's own limits put a call into, the ones that tell events apart last. */
export const limitGroups = (functionId: string, config: FunctionConfig, event: WireEvent): Group[] =>
  config.concurrency
    .filter(({ limit }) => limit > 0)
    .sort((a, b) => Number(Boolean(a.key)) - Number(Boolean(b.key)))
    .map(({ limit, key, scope }) => {
      const value = key ? JSON.stringify(valueAt({ event }, key.split('.')) ?? null) : '';
      return {
        key: short(`${scope && scope !== 'fn' ? 'shared' : functionId}:${key ?? ''}:${value}`),
        limit,
      };
    });
