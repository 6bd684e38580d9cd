/** How much of the time this process is answering somebody. */
export const createLoad = (now: () => number = () => performance.now()) => {
  let underWay = 0;
  let began = 0;
  let busyMs = 0;
  const total = (): number => busyMs + (underWay > 0 ? now() - began : 0);
  return {
    /** Counts from now until the work has ended. */
    during: async <T>(work: () => Promise<T>): Promise<T> => {
      if (underWay === 0) began = now();
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) busyMs += now() - began;
      }
    },
    /** Asked later, answers the share of the time since now in which somebody was being answered, 0 to 1. */
    since: (): (() => number) => {
      const [from, busy] = [now(), total()];
      return () => (total() - busy) / Math.max(now() - from, 1e-6);
    },
  };
};

/** People's requests to this process; calls of the job system are none. */
export const requestLoad = createLoad();
