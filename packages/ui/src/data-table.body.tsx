'use client';
import NextLink from 'next/link';
import { lazy, type ReactNode, Suspense } from 'react';
import { hideStyles, underStyles } from './data-table.head.tsx';
import { cn } from './lib/cn.ts';
import type { TableColumn } from './lib/table.ts';
import { openOnEnter } from './lib/use-list-keys.ts';
import type { Selection } from './lib/use-selection.ts';
import { SelectBox } from './list.tsx';
import { Skeleton } from './skeleton.tsx';

/** Up to here all rows are drawn; past it the code that draws only those in sight is loaded. */
const virtualFrom = 100;
const VirtualBody = lazy(() => import('./data-table.virtual.tsx'));
const skeletonRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export type TableBodyProps<Row> = {
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
  const plain = <PlainBody {...props} rows={props.rows.slice(0, virtualFrom)} />;
  if (props.rows.length <= virtualFrom) return plain;
  const draw = (index: number, measure: (row: Element | null) => void) => {
    const row = props.rows[index];
    if (row === undefined) return null;
    return <BodyRow key={props.rowId(row)} {...{ row, index, measure }} {...props} />;
  };
  return (
    <Suspense fallback={plain}>
      <VirtualBody count={props.rows.length} draw={draw} />
    </Suspense>
  );
}

function PlainBody<Row>(props: TableBodyProps<Row>) {
  return (
    <tbody>
      {props.rows.map((row, index) => (
        <BodyRow key={props.rowId(row)} row={row} index={index} {...props} />
      ))}
    </tbody>
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
              dir="auto"
              className="block w-fit max-w-full truncate after:absolute after:inset-0"
            >
              {column.cell(row)}
            </NextLink>
          ) : (
            wordsOf(column.cell(row))
          )}
          {position === 0 ? <UnderLine columns={columns} row={row} /> : null}
        </BodyCell>
      ))}
    </tr>
  );
}

/** What a narrow table has no columns for, in a line below the first cell. */
function UnderLine<Row>({ columns, row }: { columns: readonly TableColumn<Row>[]; row: Row }) {
  const under = columns.flatMap(({ id, cell, hideBelow, under: wanted }) =>
    wanted && hideBelow ? [{ id, cell, className: underStyles[hideBelow] }] : [],
  );
  if (under.length === 0) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 whitespace-normal font-normal text-ink-soft text-sm">
      {under.map(({ id, cell, className }) => (
        <span key={id} dir="auto" className={cn('wrap-anywhere min-w-0 empty:hidden', className)}>
          {cell(row)}
        </span>
      ))}
    </span>
  );
}

/** Words go by their own direction, and stand where the column's words stand. */
const wordsOf = (cell: ReactNode): ReactNode =>
  typeof cell === 'string' ? (
    <span dir="auto" className="inline-block max-w-full truncate align-bottom">
      {cell}
    </span>
  ) : (
    cell
  );

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
