/// <reference path="./fxa-common-password-list.d.ts" />
import { hash, verify } from '@node-rs/argon2';
import commonPasswords from 'fxa-common-password-list';
import { DomainError, invalid } from '../kernel/errors.ts';

/** argon2id, 64 MiB, three passes: some 0.1 s. OWASP Password Storage Cheat Sheet. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
const runningMax = 4;
const waitingMax = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** Hashes are heavy on purpose: only a few run at once, and a flood is refused instead of queued for minutes. */
const bounded = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= runningMax) {
    if (waiting.length >= waitingMax)
      throw new DomainError('unavailable', 'Too many people sign in right now. Try again in a moment.', {
        headers: { 'retry-after': '5' },
      });
    await new Promise<void>((go) => waiting.push(go));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
};

export const hashPassword = (password: string): Promise<string> => bounded(() => hash(password, cost));

let decoy: Promise<string> | undefined;

/** Takes the same time for an unknown person (`stored` undefined), and is false for them. */
export const verifyPassword = async (stored: string | undefined, password: string): Promise<boolean> => {
  decoy ??= hashPassword('decoy');
  const against = stored ?? (await decoy);
  const right = await bounded(() => verify(against, password));
  return right && stored !== undefined;
};

/** Throws 422 for one of the commonest passwords and for the person's own names. */
export const refuseWeakPassword = (password: string, names: readonly (string | undefined)[]): void => {
  const lower = password.toLowerCase();
  if (commonPasswords.test(lower) || commonPasswords.test(password))
    throw invalid('password', 'This is one of the most common passwords. Choose another.');
  if (/^(.)\1*$/u.test(password))
    throw invalid('password', 'One character repeated is guessed at once. Choose another.');
  const own = names.flatMap((name) =>
    name ? [name.toLowerCase(), name.toLowerCase().split('@')[0] ?? ''] : [],
  );
  const bare = lower.replace(/[\d\W_]+$/u, '');
  if (own.some((name) => name.length >= 3 && (lower === name || bare === name)))
    throw invalid('password', 'This is your own name or address. Choose another.');
};
