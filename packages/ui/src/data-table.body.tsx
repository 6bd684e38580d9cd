'use client';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import NextLink from 'next/link';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { hideStyles } from './data-table.head.tsx';
import { cn } from './lib/cn.ts';
import type { TableColumn } from './lib/table.ts';
import { openOnEnter } from './lib/use-list-keys.ts';
import type { Selection } from './lib/use-selection.ts';
import { SelectBox } from './list.tsx';
import { Skeleton } from './skeleton.tsx';

const virtualFrom = 100;
const rowHeightPx = 45;
const skeletonRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

type TableBodyProps<Row> = {
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  rowHref?: (row: Row) => string;
  selection?: Selection;
  loading: boolean;
};

/** The rows of a data table: skeletons, all of them, or the window of them that is in sight. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  if (props.loading) return <SkeletonBody {...props} />;
  if (props.rows.length > virtualFrom) return <VirtualBody {...props} />;
  return (
    <tbody>
      {props.rows.map((row, index) => (
        <BodyRow key={props.rowId(row)} row={row} index={index} {...props} />
      ))}
    </tbody>
  );
}

/** Two empty rows hold the height of what is not drawn, so that the page scrolls as if it were. */
function VirtualBody<Row>(props: TableBodyProps<Row>) {
  const { rows } = props;
  const ref = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useEffect(() => {
    setScrollMargin((ref.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    scrollMargin,
    initialRect: { width: 1000, height: 1000 },
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : props.rowId(row);
    },
  });
  const items = virtualizer.getVirtualItems();
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return (
    <tbody ref={ref}>
      <Spacer heightPx={before} />
      {items.map(({ index, key }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return <BodyRow key={key} row={row} index={index} measure={virtualizer.measureElement} {...props} />;
      })}
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

const cellStyle = 'h-11 border-b px-3 py-1.5 text-base text-ink-soft first-of-type:text-ink';

type BodyRowProps<Row> = TableBodyProps<Row> & {
  row: Row;
  index: number;
  measure?: (row: Element | null) => void;
};

function BodyRow<Row>({ row, index, measure, ...props }: BodyRowProps<Row>) {
  const { columns, rowId, rowName, rowHref, selection } = props;
  const id = rowId(row);
  const selected = selection?.has(id) ?? false;
  return (
    <tr
      ref={measure}
      data-index={index}
      data-list-item
      tabIndex={-1}
      aria-rowindex={index + 2}
      onKeyDown={openOnEnter}
      className={cn(
        'group relative hover:bg-canvas focus-visible:-outline-offset-2',
        selected && 'bg-accent-wash hover:bg-accent-wash',
      )}
    >
      {selection ? (
        <td className={cn(cellStyle, 'w-11')}>
          <SelectBox id={id} name={rowName(row)} selection={selection} />
        </td>
      ) : null}
      {columns.map((column, position) => (
        <BodyCell key={column.id} column={column} first={position === 0}>
          {position === 0 && rowHref ? (
            <NextLink
              href={rowHref(row)}
              data-list-open
              className="block truncate after:absolute after:inset-0"
            >
              {column.cell(row)}
            </NextLink>
          ) : (
            column.cell(row)
          )}
        </BodyCell>
      ))}
    </tr>
  );
}

type BodyCellProps<Row> = { column: TableColumn<Row>; first: boolean; children: ReactNode };

function BodyCell<Row>({ column, first, children }: BodyCellProps<Row>) {
  return (
    <td
      className={cn(
        cellStyle,
        'truncate',
        first && 'font-medium text-ink',
        column.align === 'end' && 'text-end',
        column.hideBelow && hideStyles[column.hideBelow],
      )}
    >
      {children}
    </td>
  );
}

function SkeletonBody<Row>({ columns, selection }: TableBodyProps<Row>) {
  return (
    <tbody>
      {skeletonRows.map((key) => (
        <tr key={key}>
          {selection ? (
            <td className={cellStyle}>
              <Skeleton className="size-4" />
            </td>
          ) : null}
          {columns.map((column, position) => (
            <BodyCell key={column.id} column={column} first={position === 0}>
              <Skeleton className={position === 0 ? 'h-4 w-3/5' : 'h-3.5 w-2/3'} />
            </BodyCell>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
