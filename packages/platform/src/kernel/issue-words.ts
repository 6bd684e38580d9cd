import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const formats: Record<string, string> = {
  email: 'This is not an e-mail address.',
  url: 'This is not a web address. It starts with http:// or https://.',
  uuid: 'This is not an id that we give out.',
  datetime: 'This is not a point in time, such as 2026-01-31T09:30:00Z.',
  date: 'This is not a date, such as 2026-01-31.',
  time: 'This is not a time of day, such as 09:30.',
};

const kinds: Record<string, string> = {
  string: 'This must be text.',
  number: 'This must be a number.',
  int: 'This must be a whole number.',
  bigint: 'This must be a whole number.',
  boolean: 'This must be true or false.',
  array: 'This must be a list.',
  object: 'This must be an object with named fields.',
  record: 'This must be an object with named fields.',
  date: 'This must be a date.',
};

const many = (count: number | bigint, one: string, more: string): string =>
  `${count} ${Number(count) === 1 ? one : more}`;

type Bound = { origin: string; bound: number | bigint; inclusive: boolean; exact: boolean; least: boolean };

/** How much there may be: of letters in a text, of things in a list, of a number itself. */
const amount = ({ origin, bound, inclusive, exact, least }: Bound): string => {
  const edge = exact ? 'exactly' : least ? 'at least' : 'at most';
  if (origin === 'string') return `Use ${edge} ${many(bound, 'character', 'characters')}.`;
  if (origin === 'file') return `The file must have ${edge} ${many(bound, 'byte', 'bytes')}.`;
  if (origin === 'array' || origin === 'set' || origin === 'map' || origin === 'object')
    return least && Number(bound) === 1 ? 'Choose at least one.' : `Give ${edge} ${bound}.`;
  if (origin === 'date') return least ? 'This is too early.' : 'This is too late.';
  if (inclusive || exact) return `This must be ${edge} ${bound}.`;
  return least ? `This must be more than ${bound}.` : `This must be less than ${bound}.`;
};

const listed = (values: readonly unknown[]): string =>
  values.length > 12 ? 'This is none of the choices.' : `Choose one of: ${values.map(String).join(', ')}.`;

const needed = 'This is needed.';

/** Says in a sentence for people what is wrong with one value. */
export const issueWords = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? needed
        : (kinds[issue.expected] ?? 'This has the wrong form.');
    case 'invalid_value':
      return issue.input === undefined ? needed : listed(issue.values);
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? needed
        : amount({
            ...issue,
            bound: issue.minimum,
            inclusive: issue.inclusive ?? true,
            exact: issue.exact ?? false,
            least: true,
          });
    case 'too_big':
      return amount({
        ...issue,
        bound: issue.maximum,
        inclusive: issue.inclusive ?? true,
        exact: issue.exact ?? false,
        least: false,
      });
    case 'invalid_format':
      return formats[issue.format] ?? 'This does not have the form that is asked for.';
    case 'not_multiple_of':
      return `This must be a multiple of ${issue.divisor}.`;
    case 'unrecognized_keys':
      return `There is no field called ${issue.keys.slice(0, 5).join(', ')}.`;
    default:
      return issue.input === undefined ? needed : 'This has the wrong form.';
  }
};

/** A schema's own message comes first; this stands in for Zod's default one, wherever the kernel is loaded. */
export const speakPlainly = (): void => {
  z.config({ customError: issueWords });
};
