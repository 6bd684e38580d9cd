'use client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';

const rowHeightPx = 45;

export type VirtualBodyProps = {
  count: number;
  /** Draws one row; `measure` goes to its `ref`, and `data-index` carries the index. */
  draw: (index: number, measure: (row: Element | null) => void) => ReactNode;
};

/**
 * The rows in sight and some around them; only `data-table.body.tsx` loads it. Two empty rows hold the height of the
 * rest, so that the page scrolls as if all were drawn.
 */
export default function VirtualBody({ count, draw }: VirtualBodyProps) {
  const ref = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useEffect(() => {
    setScrollMargin((ref.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    scrollMargin,
    initialRect: { width: 1000, height: 1000 },
  });
  const items = virtualizer.getVirtualItems();
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return (
    <tbody ref={ref}>
      <Spacer heightPx={before} />
      {items.map(({ index }) => draw(index, virtualizer.measureElement))}
      <Spacer heightPx={after} />
    </tbody>
  );
}

/** One cell: more would bring back the room of columns that are hidden in a narrow table. */
function Spacer({ heightPx }: { heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height: heightPx }} className="p-0" />
    </tr>
  );
}
