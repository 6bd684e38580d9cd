'use client';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { Checkbox } from './checkbox.tsx';
import { cn } from './lib/cn.ts';
import type { TableColumn, TableSort } from './lib/table.ts';
import type { Selection } from './lib/use-selection.ts';
import { useUi } from './lib/use-ui.ts';
import { fill } from './lib/words.ts';

/** The other way round: seen only where a column with this `hideBelow` is not. */
export const underStyles = { sm: '@lg:hidden', md: '@3xl:hidden', lg: '@5xl:hidden' };

export const hideStyles = { sm: '@max-lg:hidden', md: '@max-3xl:hidden', lg: '@max-5xl:hidden' };

type TableHeadProps<Row> = {
  columns: readonly TableColumn<Row>[];
  sort: TableSort | null;
  onSort: (column: TableColumn<Row>) => void;
  selection?: Selection;
  sticky: boolean;
};

const cellStyle = 'h-9 border-b bg-surface px-3 text-start font-medium text-ink-faint text-sm';

/** The head row of a data table. */
export function TableHead<Row>({ columns, sort, onSort, selection, sticky }: TableHeadProps<Row>) {
  const { words } = useUi();
  const place = sticky && 'sticky top-13 z-10';
  return (
    <thead>
      <tr>
        {selection ? (
          <th scope="col" className={cn(cellStyle, 'w-11', place)}>
            <Checkbox
              label={words.selectAll}
              labelHidden
              checked={selection.state === 'all'}
              indeterminate={selection.state === 'some'}
              onCheckedChange={(checked) => (checked ? selection.selectAll() : selection.clear())}
            />
          </th>
        ) : null}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={ariaSort(column, sort)}
            className={cn(
              cellStyle,
              column.width,
              column.align === 'end' && 'text-end',
              column.hideBelow && hideStyles[column.hideBelow],
              place,
            )}
          >
            {column.sortBy ? (
              <SortButton column={column} sort={sort} onSort={onSort} />
            ) : (
              <span className={column.headerHidden ? 'sr-only' : 'block truncate'}>{column.header}</span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort<Row>(
  column: TableColumn<Row>,
  sort: TableSort | null,
): 'ascending' | 'descending' | undefined {
  if (sort?.column !== column.id) return undefined;
  return sort.direction === 'asc' ? 'ascending' : 'descending';
}

type SortButtonProps<Row> = Pick<TableHeadProps<Row>, 'sort' | 'onSort'> & { column: TableColumn<Row> };

function SortButton<Row>({ column, sort, onSort }: SortButtonProps<Row>) {
  const { words } = useUi();
  const sorted = sort?.column === column.id ? sort.direction : null;
  const Icon = sorted === null ? ChevronsUpDown : sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      title={fill(words.sortBy, { name: column.header })}
      onClick={() => onSort(column)}
      className={cn(
        'group/sort -mx-1.5 inline-flex h-7 max-w-full items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink',
        column.align === 'end' && 'flex-row-reverse',
        sorted && 'text-ink',
      )}
    >
      <span className="truncate">{column.header}</span>
      <Icon
        aria-hidden
        className={cn(
          'size-3.5 shrink-0',
          !sorted && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
        )}
      />
    </button>
  );
}
