import { DomainError } from '../kernel/errors.ts';

const waitMaxMs = 10_000;
const lookMs = 50;

/** Places for uploads: whoever finds none free waits a while, and is then told to come again. */
export const createUploads = ({ total, each }: { total: number; each: number }) => {
  const taken = new Map<string, number>();
  const used = (): number => [...taken.values()].reduce((sum, n) => sum + n, 0);
  const isFree = (who: string): boolean => used() < total && (taken.get(who) ?? 0) < each;

  const enter = async (who: string): Promise<void> => {
    for (let waitedMs = 0; !isFree(who); waitedMs += lookMs) {
      if (waitedMs >= waitMaxMs)
        throw new DomainError(
          'rate_limited',
          'Too many files are being sent at once. Try again in a moment.',
          {
            headers: { 'retry-after': '5' },
          },
        );
      await new Promise((done) => setTimeout(done, lookMs));
    }
    taken.set(who, (taken.get(who) ?? 0) + 1);
  };

  const leave = (who: string): void => {
    const left = (taken.get(who) ?? 1) - 1;
    if (left > 0) taken.set(who, left);
    else taken.delete(who);
  };

  return {
    during: async <T>(who: string, work: () => Promise<T>): Promise<T> => {
      await enter(who);
      try {
        return await work();
      } finally {
        leave(who);
      }
    },
  };
};
