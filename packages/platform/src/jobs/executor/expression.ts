/**
 * The part of CEL that triggers, waits and cancellations of ours use: comparisons by `==` and `!=` of paths
 * (`event.data.id`, `async.data.id`) and literals, joined by `&&` and `||`. Anything else is refused when an app
 * registers, not when an event comes.
 */
export type Expression = (scope: { event: unknown; async?: unknown }) => boolean;

type Value = (scope: { event: unknown; async?: unknown }) => unknown;

const token = /\s*(==|!=|&&|\|\||"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?|[A-Za-z_][\w.]*)\s*/y;

const tokens = (text: string): string[] => {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match?.[1]) throw new Error(`cannot read the expression "${text}"`);
    found.push(match[1]);
  }
  return found;
};

/** The value at a dotted path, undefined where a part is missing. */
export const valueAt = (root: unknown, path: readonly string[]): unknown => {
  let current = root;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Object.entries(current).find(([name]) => name === key)?.[1];
  }
  return current;
};

const constants = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const operand = (text: string | undefined, whole: string): Value => {
  if (text === undefined) throw new Error(`the expression "${whole}" ends too early`);
  if (constants.has(text)) return () => constants.get(text);
  const quote = text[0];
  if (quote === '"' || quote === "'") {
    const plain = text.slice(1, -1).replace(/\\(.)/g, '$1');
    return () => plain;
  }
  if (/^-?\d/.test(text)) return () => Number(text);
  const [root, ...path] = text.split('.');
  if (root === 'event') return ({ event }) => valueAt(event, path);
  if (root === 'async') return (scope) => valueAt(scope.async, path);
  throw new Error(`"${text}" in the expression "${whole}" is neither a path of an event nor a literal`);
};

/** Parses an expression; throws with a reason for what it does not know. A missing value equals nothing. */
export const parseExpression = (text: string): Expression => {
  const parts = tokens(text);
  let at = 0;
  const comparison = (): Expression => {
    const left = operand(parts[at], text);
    const operator = parts[at + 1];
    const right = operand(parts[at + 2], text);
    if (operator !== '==' && operator !== '!=') throw new Error(`"${text}" compares by == or != only`);
    at += 3;
    return (scope) => {
      const [a, b] = [left(scope), right(scope)];
      const equal = a !== undefined && a === b;
      return operator === '==' ? equal : !equal;
    };
  };
  const chain = (
    operator: string,
    next: () => Expression,
    join: (a: boolean, b: () => boolean) => boolean,
  ) => {
    let all = next();
    while (parts[at] === operator) {
      at += 1;
      const [before, after] = [all, next()];
      all = (scope) => join(before(scope), () => after(scope));
    }
    return all;
  };
  const both = (): Expression => chain('&&', comparison, (a, b) => a && b());
  const either = chain('||', both, (a, b) => a || b());
  if (at !== parts.length) throw new Error(`cannot read the expression "${text}" to its end`);
  return either;
};
