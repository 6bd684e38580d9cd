const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "2 hours ago", "yesterday", "in 3 weeks"; under a minute it is "now". Times in ms since 1970. */
export function formatRelative(
  atMs: number,
  nowMs: number,
  locale: string,
  style: 'long' | 'narrow' = 'long',
): string {
  const seconds = (atMs - nowMs) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style });
  for (const [unit, size] of units) {
    const amount = Math.trunc(seconds / size);
    if (amount !== 0) return format.format(amount, unit);
  }
  return format.format(0, 'second');
}

export type DateStyle = 'date' | 'time' | 'datetime' | 'exact';

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
  exact: { dateStyle: 'full', timeStyle: 'long' },
};

/** A moment in a person's locale and time zone. */
export function formatDate(atMs: number, style: DateStyle, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { ...styles[style], timeZone }).format(atMs);
}
