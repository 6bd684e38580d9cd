import type { ReactNode } from 'react';

export type TableColumn<Row> = {
  id: string;
  header: string;
  /** Keeps the header for screen readers alone. */
  headerHidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** What the browser sorts by. With `onSortChange` on the table the server sorts, and `true` is enough. */
  sortBy?: ((row: Row) => string | number | null) | true;
  firstDirection?: 'asc' | 'desc';
  align?: 'start' | 'end';
  /** A width class such as `w-32`; columns without one share the rest. */
  width?: string;
  /** Gone when the table is narrower than 32, 48 or 64 rem. */
  hideBelow?: 'sm' | 'md' | 'lg';
  /** Where it is hidden, it stands in a second line under the first column instead of being gone. */
  under?: boolean;
};

export type TableSort = { column: string; direction: 'asc' | 'desc' };

/** The order after a click on a column: the other way round, or the column's own first direction. */
export function nextSort<Row>(column: TableColumn<Row>, sort: TableSort | null): TableSort {
  if (sort?.column !== column.id) return { column: column.id, direction: column.firstDirection ?? 'asc' };
  return { column: column.id, direction: sort.direction === 'asc' ? 'desc' : 'asc' };
}

/** Orders two values of a column, ascending; empty ones last, words by the locale and numbers in them by value. */
export function compareValues(
  one: string | number | null,
  other: string | number | null,
  locale: string,
): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), locale, { numeric: true, sensitivity: 'base' });
}
