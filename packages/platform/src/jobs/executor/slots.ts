export type Group = { key: string; limit: number };

/**
 * How many calls are under way in each concurrency group. Counted in memory: one executor works at a time, and what
 * a dead one had under way is under way no more.
 */
export const createSlots = () => {
  const used = new Map<string, number>();
  const closed = new Set<string>();
  const isFull = ({ key, limit }: Group): boolean => closed.has(key) || (used.get(key) ?? 0) >= limit;
  return {
    /** Takes a place in every group, or in none and says which was full. */
    take: (groups: readonly Group[]): { full: string } | { release: () => void } => {
      const full = groups.find(isFull);
      if (full) return { full: full.key };
      for (const { key } of groups) used.set(key, (used.get(key) ?? 0) + 1);
      return {
        release: () => {
          for (const { key } of groups) {
            const left = (used.get(key) ?? 1) - 1;
            if (left > 0) used.set(key, left);
            else used.delete(key);
          }
        },
      };
    },
    free: ({ key, limit }: Group): number => (closed.has(key) ? 0 : limit - (used.get(key) ?? 0)),
    /** A closed group is full, whatever its limit: an app that does not answer. */
    close: (key: string): void => void closed.add(key),
    open: (key: string): boolean => closed.delete(key),
  };
};

export type Slots = ReturnType<typeof createSlots>;
