import { parseCronItem } from 'graphile-worker';

const minuteMs = 60_000;
/** A schedule that was missed for longer is not made up for. */
const backfillMs = 3_600_000;

type Fields = { min: number; hour: number; date: number; month: number; dow: number };

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const fieldsIn = (timeZone: string): ((at: Date) => Fields) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    weekday: 'short',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    return {
      min: number('minute'),
      hour: number('hour'),
      date: number('day'),
      month: number('month'),
      dow: weekdays.indexOf(parts.get('weekday') ?? ''),
    };
  };
};

/** Says of a minute whether a schedule is due in it: five fields in UTC, or `TZ=<zone>` before them. Throws otherwise. */
export const parseCron = (text: string): ((at: Date) => boolean) => {
  const [, zone, fields = ''] = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(text.trim()) ?? [];
  const item = parseCronItem({ task: 'schedule', match: fields });
  const fieldsAt = fieldsIn(zone ?? 'UTC');
  return (at) => item.match(fieldsAt(at));
};

/** The latest minute in (`after`, `until`] in which the schedule is due; of several that were missed only that one runs. */
export const lastDue = (text: string, after: Date, until: Date): Date | null => {
  const isDue = parseCron(text);
  const from = Math.max(after.getTime(), until.getTime() - backfillMs);
  for (let at = Math.floor(until.getTime() / minuteMs) * minuteMs; at > from; at -= minuteMs) {
    const minute = new Date(at);
    if (isDue(minute)) return minute;
  }
  return null;
};
