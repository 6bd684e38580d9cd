'use client';
import {
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { TableBody } from './data-table.body.tsx';
import { TableHead } from './data-table.head.tsx';
import { EmptyState } from './empty-state.tsx';
import { cn } from './lib/cn.ts';
import { compareValues, nextSort, type TableColumn, type TableSort } from './lib/table.ts';
import { useListKeys } from './lib/use-list-keys.ts';
import type { Selection } from './lib/use-selection.ts';
import { useUi } from './lib/use-ui.ts';
import { LoadFailed } from './load-failed.tsx';
import { LoadMore, type LoadMoreProps } from './pagination.tsx';
import { SelectionBar } from './selection-bar.tsx';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

export type DataTableProps<Row extends RowData> = {
  /** What the rows are, for screen readers. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** What a row is called when it is selected. */
  rowName: (row: Row) => string;
  /** Makes the first cell a link that the whole row follows. */
  rowHref?: (row: Row) => string;
  /** `loading` is the first load; for the next page see `more`. */
  state?: 'ready' | 'loading' | 'failed';
  onRetry?: () => unknown;
  /** Stands in place of the rows when there are none. */
  empty?: ReactNode;
  /** The order, when somebody outside holds it (the URL); with `onSortChange` the server sorts. */
  sort?: TableSort | null;
  onSortChange?: (sort: TableSort) => void;
  /** From `useSelection(ids)`. */
  selection?: Selection;
  /** Buttons for what is selected. */
  selectionActions?: ReactNode;
  /** Search, filters and view switches above the table. */
  toolbar?: ReactNode;
  more?: LoadMoreProps;
  /** Gives this table `j` `k` `o` `x`. One list of a page has them. */
  keys?: boolean;
  /** Sticks the header under the shell's top bar. */
  stickyHeader?: boolean;
  className?: string;
};

/** Rows of equal things to sort, select and open. Past 100 rows only those in sight are drawn. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, state = 'ready', selection, more, keys = false } = props;
  const ref = useRef<HTMLTableElement>(null);
  useListKeys(ref, keys);
  const { sorted, sort, changeSort } = useSorted(props);
  const headProps = { columns, sort, onSort: changeSort, selection, sticky: props.stickyHeader ?? false };
  const bare = state === 'failed' || (state === 'ready' && rows.length === 0);
  return (
    <div className={cn('@container min-w-0', props.className)}>
      {props.toolbar ? <div className="flex flex-wrap items-center gap-2 pb-3">{props.toolbar}</div> : null}
      {bare ? (
        <Bare {...props} />
      ) : (
        <table
          ref={ref}
          aria-label={label}
          aria-busy={state === 'loading' || undefined}
          aria-rowcount={more?.hasMore ? -1 : rows.length + 1}
          className="w-full table-fixed border-separate border-spacing-0 text-start"
        >
          <TableHead {...headProps} />
          <TableBody
            {...{ columns, rowId, selection, loading: state === 'loading' }}
            rows={sorted}
            rowName={props.rowName}
            rowHref={props.rowHref}
          />
        </table>
      )}
      {more && !bare && state === 'ready' ? <LoadMore {...more} /> : null}
      {selection ? <SelectionBar selection={selection}>{props.selectionActions}</SelectionBar> : null}
    </div>
  );
}

/** The rows in order. TanStack Table holds the model; with `onSortChange` it leaves the order to the server. */
function useSorted<Row extends RowData>({
  columns,
  rows,
  rowId,
  sort: outerSort,
  onSortChange,
}: DataTableProps<Row>) {
  const { locale } = useUi();
  const [innerSort, setInnerSort] = useState<TableSort | null>(outerSort ?? null);
  const sort = onSortChange ? (outerSort ?? null) : innerSort;
  const columnDefs = useMemo(() => {
    const byValue: SortFn<typeof features, Row> = (one, other, id) =>
      compareValues(one.getValue(id), other.getValue(id), locale);
    return columns.map(({ id, sortBy }) => ({
      id,
      accessorFn: (row: Row) => (typeof sortBy === 'function' ? sortBy(row) : null),
      enableSorting: Boolean(sortBy),
      sortFn: byValue,
    }));
  }, [columns, locale]);
  const table = useTable({
    features,
    columns: columnDefs,
    data: rows,
    getRowId: rowId,
    manualSorting: Boolean(onSortChange),
    state: { sorting: sort ? [{ id: sort.column, desc: sort.direction === 'desc' }] : [] },
  });
  function changeSort(column: TableColumn<Row>) {
    const next = nextSort(column, sort);
    if (onSortChange) onSortChange(next);
    else setInnerSort(next);
  }
  return { sorted: table.getRowModel().rows.map((row) => row.original), sort, changeSort };
}

function Bare<Row extends RowData>({ state, empty, onRetry }: DataTableProps<Row>) {
  const { words } = useUi();
  if (state !== 'failed') return empty ?? <EmptyState size="inline" title={words.noResults} />;
  return <LoadFailed {...(onRetry ? { onRetry } : {})} />;
}
