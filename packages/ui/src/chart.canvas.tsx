'use client';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { type ChartProps, type ChartSeries, colorIndexOf } from './chart.tsx';
import { useUi } from './lib/use-ui.ts';

const tick = { fill: 'var(--ink-faint)', fontSize: 12 };
const motion = { isAnimationActive: false } as const;

/** The drawing of a chart, with recharts; only `chart.tsx` loads it. */
export default function ChartCanvas({ points, series, formatX, formatValue, stacked }: ChartProps) {
  const { locale } = useUi();
  const compact = new Intl.NumberFormat(locale, { notation: 'compact' });
  const number = formatValue ?? ((value: number) => value.toLocaleString(locale));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={[...points]}
        margin={{ top: 6, right: 6, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="x"
          tickFormatter={formatX}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          minTickGap={24}
        />
        <YAxis
          tick={tick}
          tickFormatter={(value: number) => compact.format(value)}
          tickLine={false}
          axisLine={false}
          width={40}
        />
        <Tooltip
          cursor={{ stroke: 'var(--line-strong)', fill: 'var(--wash)' }}
          content={({ active, payload, label }) =>
            active && payload ? (
              <Reading title={formatX?.(String(label)) ?? String(label)} entries={payload} number={number} />
            ) : null
          }
        />
        {series.map((each, place) => drawSeries(each, place, stacked))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

type Entry = { dataKey?: unknown; name?: unknown; value?: unknown };
type ReadingProps = { title: string; entries: readonly Entry[]; number: (value: number) => string };

/** The figures under the pointer. */
function Reading({ title, entries, number }: ReadingProps) {
  return (
    <div className="rounded-md bg-raised px-3 py-2 text-sm shadow-float">
      <p className="font-medium text-ink">{title}</p>
      {entries.map((entry) => (
        <p key={String(entry.dataKey)} className="flex justify-between gap-4 text-ink-soft tabular-nums">
          <span>{String(entry.name)}</span>
          <span className="text-ink">{number(Number(entry.value))}</span>
        </p>
      ))}
    </div>
  );
}

function drawSeries(series: ChartSeries, place: number, stacked?: boolean) {
  const color = `var(--chart-${colorIndexOf(series, place)})`;
  const shared = {
    key: series.key,
    dataKey: series.key,
    name: series.label,
    stackId: stacked ? 'all' : undefined,
  };
  const { key, stackId, ...rest } = shared;
  if (series.kind === 'bar') {
    return (
      <Bar
        key={key}
        {...rest}
        {...motion}
        stackId={stackId}
        fill={color}
        radius={stacked ? 0 : [3, 3, 0, 0]}
        maxBarSize={36}
      />
    );
  }
  if (series.kind === 'area') {
    return (
      <Area
        key={key}
        {...rest}
        {...motion}
        stackId={stackId}
        type="monotone"
        stroke={color}
        strokeWidth={2}
        fill={color}
        fillOpacity={0.14}
      />
    );
  }
  return (
    <Line
      key={key}
      {...rest}
      {...motion}
      type="monotone"
      stroke={color}
      strokeWidth={2}
      dot={false}
      activeDot={{ r: 4 }}
    />
  );
}
