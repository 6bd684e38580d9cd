import fc from 'fast-check';
import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

const origin = 'http://localhost:3000';

/** Where a browser ends up that is told to go there. */
const landing = (path: string): string => new URL(path, origin).origin;

test('a path of our own keeps its query; another site is never reached', () => {
  expect(returnPath('/oidc/interaction/x?a=%2F', origin)).toBe('/oidc/interaction/x?a=%2F');
  expect(returnPath(`${origin}/tokens?new`, origin)).toBe('/tokens?new');
  for (const value of [
    '/\t/evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '//evil.example',
    '\n//evil.example',
    'https://evil.example/',
    'http://localhost:3000@evil.example/',
    'http://localhost:30000/',
    'javascript:alert(1)',
    'data:text/html,x',
    undefined,
    ['/tokens'],
  ])
    expect(returnPath(value, origin), String(value)).toBe('/');
  for (const value of [
    '/.//evil.example',
    `${origin}//evil.example`,
    '/%2e//evil.example',
    '/..//evil.example',
  ])
    expect(returnPath(value, origin), value).toBe('/evil.example');
});

test('whatever it is made of, it stays here and is safe in a header', () => {
  const piece = fc.constantFrom(
    ...[
      '/',
      '//',
      '\\',
      '\t',
      '\n',
      '\r',
      '\0',
      ' ',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      '&',
      '%2F',
      '%5C',
      '%09',
    ],
    ...[
      '%2e',
      '%0d%0a',
      '／',
      '。',
      'http:',
      'https://',
      'javascript:',
      'localhost:3000',
      'evil.example',
      origin,
    ],
  );
  const hostile = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 });
  fc.assert(
    fc.property(hostile, (pieces) => {
      const path = returnPath(pieces.join(''), origin);
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      expect(landing(path)).toBe(origin);
      expect(returnPath(path, origin)).toBe(path);
    }),
    { numRuns: 20_000 },
  );
});
