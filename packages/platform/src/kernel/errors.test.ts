import { expect, test, vi } from 'vitest';
import { DomainError, toDomainError, toProblem } from './errors.ts';

test('an error of another copy of the class is known, through its causes', async () => {
  vi.resetModules();
  const copy = await import('./errors.ts');
  expect(copy.DomainError).not.toBe(DomainError);
  const error = new Error('wrapped', { cause: new copy.DomainError('gone', 'Too old.') });
  expect(toProblem(error, 'r')).toMatchObject({ status: 410, code: 'gone', detail: 'Too old.' });
});

test('whatever else is thrown stays inside', () => {
  const named = Object.assign(new Error('select * from secrets'), {
    name: 'DomainError',
    code: 'x',
    extras: {},
  });
  for (const error of [named, new Error('select 1'), 'text', null, { code: 'gone' }])
    expect(toDomainError(error)).toBeNull();
  expect(toProblem(named, 'r')).toMatchObject({ status: 500, code: 'internal' });
});
