import { expect, test } from 'vitest';
import { z } from 'zod';
import { toProblem } from './errors.ts';
import { text } from './input.ts';

const schema = z.strictObject({
  title: text(5),
  email: z.email(),
  home: z.url(),
  ref: z.uuid(),
  count: z.int().min(1).max(3),
  tags: z.array(z.string()).min(1).max(2),
  kind: z.enum(['a', 'b']),
  code: z.string().regex(/^\d+$/, 'Digits alone.'),
});

const fieldsOf = (input: unknown) => {
  const { error } = schema.safeParse(input);
  return toProblem(error, 'r').fields;
};

test('what is missing is called needed', () => {
  const fields = fieldsOf({ title: '  ' });
  for (const name of ['title', 'email', 'count', 'tags', 'kind'])
    expect(fields?.[name], name).toEqual(['This is needed.']);
});

test('each kind of fault has a sentence, and a message of the schema stays', () => {
  const fields = fieldsOf({
    title: 'too long',
    email: 'nobody',
    home: 'here',
    ref: '7',
    count: 9,
    tags: [],
    kind: 'c',
    code: 'x',
    extra: 1,
  });
  expect(fields).toEqual({
    title: ['Use at most 5 characters.'],
    email: ['This is not an e-mail address.'],
    home: ['This is not a web address. It starts with http:// or https://.'],
    ref: ['This is not an id that we give out.'],
    count: ['This must be at most 3.'],
    tags: ['Choose at least one.'],
    kind: ['Choose one of: a, b.'],
    code: ['Digits alone.'],
    body: ['There is no field called extra.'],
  });
  expect(fieldsOf({ title: 7, tags: ['a', 'b', 'c'] })).toMatchObject({
    title: ['This must be text.'],
    tags: ['Give at most 2.'],
  });
});
