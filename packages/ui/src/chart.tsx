'use client';
import { lazy, type ReactNode, Suspense, useId } from 'react';
import { cn } from './lib/cn.ts';
import { useUi } from './lib/use-ui.ts';
import { Skeleton } from './skeleton.tsx';

export type ChartPoint = { x: string } & { [series: string]: string | number | null };

export type ChartSeries = {
  /** The property of each point. */
  key: string;
  label: string;
  kind?: 'line' | 'area' | 'bar';
  /** 1 is the app's accent. */
  color?: 1 | 2 | 3 | 4 | 5 | 6;
};

export type ChartProps = {
  title: ReactNode;
  /** What it shows in one sentence: the reading, not the drawing. */
  description?: ReactNode;
  /** Name of the x axis, the first column of the table. */
  xLabel: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  formatX?: (x: string) => string;
  formatValue?: (value: number) => string;
  stacked?: boolean;
  actions?: ReactNode;
  /** Said where there are no points yet. */
  emptyText?: string;
  className?: string;
};

const Canvas = lazy(() => import('./chart.canvas.tsx'));

/** A chart with its table beside it. The drawing loads by itself; the table is there at once, for everybody. */
export function Chart(props: ChartProps) {
  const { title, description, points, actions, emptyText, className } = props;
  const { words } = useUi();
  const id = useId();
  return (
    <figure
      aria-labelledby={id}
      className={cn('@container min-w-0 rounded-lg border border-line bg-surface', className)}
    >
      <figcaption className="flex flex-wrap items-start justify-between gap-3 px-4 pt-3.5">
        <div className="min-w-0">
          <p id={id} className="font-semibold text-base text-ink">
            {title}
          </p>
          {description ? <p className="mt-0.5 text-ink-faint text-sm">{description}</p> : null}
        </div>
        {actions}
      </figcaption>
      {points.length === 0 ? (
        <p className="flex h-64 items-center justify-center px-4 text-center text-ink-faint">
          {emptyText ?? words.noResults}
        </p>
      ) : (
        <div className="grid gap-4 p-4 @3xl:grid-cols-[minmax(0,1fr)_minmax(14rem,20rem)]">
          <div className="min-w-0">
            <Legend series={props.series} />
            <div className="h-64" aria-hidden>
              <Suspense fallback={<Skeleton className="size-full" />}>
                <Canvas {...props} />
              </Suspense>
            </div>
          </div>
          <ChartTable {...props} />
        </div>
      )}
    </figure>
  );
}

const swatches = ['bg-chart-1', 'bg-chart-2', 'bg-chart-3', 'bg-chart-4', 'bg-chart-5', 'bg-chart-6'];

/** The colour of a series: its own, or by its place. */
export function colorIndexOf(series: ChartSeries, place: number): number {
  return series.color ?? (place % swatches.length) + 1;
}

function Legend({ series }: Pick<ChartProps, 'series'>) {
  if (series.length < 2) return null;
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-sm">
      {series.map((each, place) => (
        <li key={each.key} className="flex items-center gap-1.5">
          <span className={cn('size-2 rounded-full', swatches[colorIndexOf(each, place) - 1])} aria-hidden />
          {each.label}
        </li>
      ))}
    </ul>
  );
}

function ChartTable({ title, xLabel, points, series, formatX, formatValue }: ChartProps) {
  const { locale, words } = useUi();
  const number = formatValue ?? ((value: number) => value.toLocaleString(locale));
  const head = 'sticky top-0 border-b bg-canvas px-3 py-1.5 font-medium text-ink-faint';
  return (
    <section
      aria-label={typeof title === 'string' ? `${title}: ${words.chartTable}` : words.chartTable}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-64 overflow-auto rounded-md border border-line"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col" className={cn(head, 'text-start')}>
              {xLabel}
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className={cn(head, 'text-end')}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.x} className="not-last:border-b">
              <th scope="row" className="whitespace-nowrap px-3 py-1.5 text-start font-normal text-ink-soft">
                {formatX?.(point.x) ?? point.x}
              </th>
              {series.map(({ key }) => {
                const value = point[key];
                return (
                  <td key={key} className="px-3 py-1.5 text-end text-ink">
                    {typeof value === 'number' ? number(value) : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
