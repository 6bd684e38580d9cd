export type QuietHours = { from: string; to: string };

const dayMinutes = 1_440;
const minuteMs = 60_000;

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

const minutesAt = (at: Date, timeZone: string): number =>
  minutesOf(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at),
  );

/** Minutes from one time of day forward to another, 0 to 1,439. */
const ahead = (from: number, to: number): number => (to - from + dayMinutes) % dayMinutes;

/**
 * When a person's quiet hours end, null outside of them. `from` and `to` are `HH:MM` in their zone and may span
 * midnight; where clocks change meanwhile, the end is where their own clock says so.
 */
export const quietUntil = (now: Date, { from, to }: QuietHours, timeZone: string): Date | null => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const length = ahead(start, end);
  const isQuiet = (at: Date): boolean => ahead(start, minutesAt(at, timeZone)) < length;
  if (!isQuiet(now)) return null;
  const left = ahead(minutesAt(now, timeZone), end);
  const plain = Math.floor(now.getTime() / minuteMs) * minuteMs + left * minuteMs;
  const off = ahead(minutesAt(new Date(plain), timeZone), end);
  const shift = off > dayMinutes / 2 ? off - dayMinutes : off;
  const shifted = new Date(plain + shift * minuteMs);
  return shifted > now && !isQuiet(shifted) ? shifted : new Date(plain);
};
