'use client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type CardGridProps, gridStyle } from './card-grid.tsx';
import { useListKeys } from './lib/use-list-keys.ts';

export type VirtualCardGridProps = Omit<CardGridProps, 'children'> & {
  count: number;
  /** Draws one card. All must be of one height: give each of them the same parts. */
  draw: (index: number) => ReactNode;
};

type Layout = { columns: number; rowPx: number; gapPx: number; topPx: number };

const guess: Layout = { columns: 4, rowPx: 320, gapPx: 16, topPx: 0 };

/** What the browser made of the grid: how many columns, how high a card is, where it begins. */
function measure(grid: HTMLElement): Layout {
  const style = getComputedStyle(grid);
  const columns = style.gridTemplateColumns.split(' ').length;
  const gapPx = Number.parseFloat(style.rowGap) || 0;
  const rowPx = grid.firstElementChild?.getBoundingClientRect().height ?? guess.rowPx;
  return { columns, gapPx, rowPx, topPx: grid.getBoundingClientRect().top + window.scrollY };
}

const same = (one: Layout, other: Layout): boolean =>
  one.columns === other.columns && one.rowPx === other.rowPx && one.topPx === other.topPx;

/** A card grid that draws only the rows in sight and some around them, however many cards there are. */
export function VirtualCardGrid(props: VirtualCardGridProps) {
  const { label, keys = false, size = 'md', count, draw, className } = props;
  const ref = useRef<HTMLUListElement>(null);
  const [layout, setLayout] = useState(guess);
  useListKeys(ref, keys);
  useLayoutEffect(() => {
    const grid = ref.current;
    if (!grid) return;
    const look = () => {
      const found = measure(grid);
      setLayout((known) => (same(known, found) ? known : found));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(grid);
    return () => observer.disconnect();
  }, []);
  const { columns, rowPx, gapPx, topPx } = layout;
  const virtualizer = useWindowVirtualizer({
    count: Math.ceil(count / columns),
    estimateSize: () => rowPx,
    gap: gapPx,
    overscan: 3,
    scrollMargin: topPx,
    initialRect: { width: 1_000, height: 1_000 },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowPx, columns]);
  const rows = virtualizer.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  const before = (rows[0]?.start ?? topPx) - topPx;
  const after = virtualizer.getTotalSize() - ((rows.at(-1)?.end ?? topPx) - topPx);
  const shown = Array.from(
    { length: Math.max(0, Math.min(count, (last + 1) * columns) - first * columns) },
    (_, index) => first * columns + index,
  );
  return (
    <ul
      ref={ref}
      aria-label={label}
      className={gridStyle(size, className)}
      style={{ paddingTop: Math.max(0, before), paddingBottom: Math.max(0, after) }}
    >
      {shown.map(draw)}
    </ul>
  );
}
