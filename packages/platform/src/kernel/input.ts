import { z } from 'zod';
import { DomainError } from './errors.ts';

const depthMax = 32;
const nodesMax = 100_000;

/**
 * Refuses what no field of ours may hold: NUL (PostgreSQL cannot store it), lone surrogates, and nesting deep enough
 * to hurt whoever walks it. Runs before validation, without recursion.
 */
export const refuseHostile = (input: unknown): void => {
  const stack: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  let nodes = 0;
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { value, path, depth } = item;
    nodes += 1;
    if (depth > depthMax || nodes > nodesMax)
      throw new DomainError('validation_failed', 'The body is nested too deep or has too many parts.', {
        fields: { body: ['Too deep or too many parts.'] },
      });
    if (typeof value === 'string') refuseText(value, path);
    else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) {
        refuseText(key, path || 'body');
        stack.push({ value: child, path: path ? `${path}.${key}` : key, depth: depth + 1 });
      }
  }
};

const refuseText = (text: string, path: string): void => {
  if (text.includes('\0') || !text.isWellFormed())
    throw new DomainError('validation_failed', 'A text holds characters that cannot be kept.', {
      fields: {
        [path.slice(0, 100).toWellFormed().replaceAll('\0', '') || 'body']: [
          'Holds a NUL or a broken surrogate pair.',
        ],
      },
    });
};

/** A text of a resource: trimmed, never empty. */
export const text = (max: number) => z.string().trim().min(1).max(max);

/** A text that may be cleared with null, and where blank means the same. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => (value === '' ? null : value));

export const id = z.uuid();
export const isoTime = z.iso.datetime({ offset: true });
export const isoDay = z.iso.date();

/** `{ id }` or the like: the input of calls about one thing. */
export const byId = z.object({ id });
