'use client';
import { useCallback, useMemo, useState } from 'react';

export type Selection = {
  /** Selected ids that are still among the ids on screen, in their order. */
  ids: string[];
  has: (id: string) => boolean;
  /** With `range` (shift-click), everything between the last one touched and this one follows it. */
  toggle: (id: string, range?: boolean) => void;
  selectAll: () => void;
  clear: () => void;
  state: 'none' | 'some' | 'all';
};

/** Ids between two, both included, in the order of `order`; just the second when the first is gone. */
export function rangeOf(order: readonly string[], from: string | null, to: string): string[] {
  const [start, end] = [from === null ? -1 : order.indexOf(from), order.indexOf(to)];
  if (start < 0 || end < 0) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** Which of the things on screen are selected. One for a list, grid or table and its bar of actions. */
export function useSelection(order: readonly string[]): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  const ids = useMemo(() => order.filter((id) => selected.has(id)), [order, selected]);
  const toggle = useCallback(
    (id: string, range = false) => {
      setSelected((before) => {
        const next = new Set(before);
        const on = !before.has(id);
        for (const each of range ? rangeOf(order, anchor, id) : [id]) {
          if (on) next.add(each);
          else next.delete(each);
        }
        return next;
      });
      setAnchor(id);
    },
    [order, anchor],
  );
  return useMemo(
    () => ({
      ids,
      has: (id: string) => selected.has(id),
      toggle,
      selectAll: () => setSelected(new Set(order)),
      clear: () => setSelected(new Set()),
      state: ids.length === 0 ? 'none' : ids.length === order.length ? 'all' : 'some',
    }),
    [ids, selected, toggle, order],
  );
}
