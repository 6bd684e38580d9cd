'use client';
import { type DateStyle, formatDate, formatRelative } from './lib/format-date.ts';
import { useNow } from './lib/use-now.ts';
import { useUi } from './lib/use-ui.ts';

export type DateTimeProps = {
  /** ISO time or ms since 1970. */
  value: string | number | Date;
  /** `relative` says "2 hours ago" and keeps itself up to date; `narrow` says "2h ago". */
  format?: 'relative' | 'narrow' | Exclude<DateStyle, 'exact'>;
  /** Instead of the provider's. */
  locale?: string;
  timeZone?: string;
  className?: string;
};

/** A moment, in the person's locale and zone. The exact time shows on hover and stands in `datetime`. */
export function DateTime({ value, format = 'relative', locale, timeZone, className }: DateTimeProps) {
  const ui = useUi();
  const now = useNow();
  const atMs = new Date(value).getTime();
  if (Number.isNaN(atMs)) return null;
  const tongue = locale ?? ui.locale;
  const zone = timeZone ?? ui.timeZone;
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatDate(atMs, 'exact', tongue, zone)}
      className={className}
    >
      {textOf(atMs, format, now, tongue, zone)}
    </time>
  );
}

type Format = NonNullable<DateTimeProps['format']>;

function textOf(
  atMs: number,
  format: Format,
  nowMs: number | undefined,
  locale: string,
  timeZone: string,
): string {
  if (format !== 'relative' && format !== 'narrow') return formatDate(atMs, format, locale, timeZone);
  if (nowMs === undefined) return formatDate(atMs, 'date', locale, timeZone);
  return formatRelative(atMs, nowMs, locale, format === 'narrow' ? 'narrow' : 'long');
}
