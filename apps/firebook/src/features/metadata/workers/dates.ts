const DAY_MS = 86_400_000;
const ZONES: Record<string, string> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  MSK: '+03:00',
  IST: '+05:30',
  JST: '+09:00',
  KST: '+09:00',
  AEST: '+10:00',
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * Reads a date as pages write it. A time without a zone is taken as UTC, a day as its midnight.
 * @returns ISO 8601 in UTC; undefined for what is no date, lies before 1400 or more than two days ahead
 */
export function readDate(raw: string | undefined, now = Date.now()): string | undefined {
  if (!raw) return undefined;
  const text = raw
    .trim()
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1')
    .slice(0, 120);
  const at =
    isoLike(text.replace(/^\D{1,24}(?=\d{4}[-/.])/, '')) ??
    compact(text) ??
    worded(text) ??
    slashed(text) ??
    epoch(text) ??
    rfc2822(text);
  if (at === undefined || Number.isNaN(at) || at > now + 2 * DAY_MS || at < Date.UTC(1400, 0, 1))
    return undefined;
  return new Date(at).toISOString();
}

/** The day that an address names, as in /2024/05/06/. */
export function dateInPath(url: string): string | undefined {
  const found = /[/-]((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)/.exec(url);
  return found ? readDate(`${found[1]}-${pad(found[2])}-${pad(found[3])}`) : undefined;
}

function isoLike(text: string): number | undefined {
  const found =
    /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?/i.exec(
      text,
    );
  if (!found) return /^\d{4}$/.test(text) ? Date.UTC(Number(text), 0, 1) : undefined;
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', , zone = 'Z'] = found;
  return (
    utc(Number(year), Number(month), Number(day), [Number(hour), Number(minute), Number(second)]) -
    zoneMs(zone)
  );
}

function compact(text: string): number | undefined {
  const found = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?Z?$/.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = found;
  return utc(Number(year), Number(month), Number(day), [Number(hour), Number(minute), Number(second)]);
}

/** March 5, 2024 · 5 March 2024 · 2024年3月5日, with or without a time. */
function worded(text: string): number | undefined {
  const east = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(text);
  if (east) return utc(Number(east[1]), Number(east[2]), Number(east[3]));
  const us = /\b([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})\b/.exec(text);
  const eu = /\b(\d{1,2})\.?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})\b/.exec(text);
  const [month, day, year] = us ? [us[1], us[2], us[3]] : eu ? [eu[2], eu[1], eu[3]] : [];
  const index = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase());
  if (index === -1) return undefined;
  return utc(Number(year), index + 1, Number(day), clock(text)) - zoneMs(zoneIn(text));
}

/** 03/15/2024 and 15.03.2024: the part above twelve is the day; where neither is, dots mean day first. */
function slashed(text: string): number | undefined {
  const found = /\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b/.exec(text);
  if (!found) return undefined;
  const [first, second] = [Number(found[1]), Number(found[3])];
  const dayFirst = first > 12 || (second <= 12 && found[2] === '.');
  return utc(Number(found[4]), dayFirst ? second : first, dayFirst ? first : second, clock(text));
}

function epoch(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text);
  return /^1\d{9}$/.test(text) ? Number(text) * 1_000 : undefined;
}

function rfc2822(text: string): number | undefined {
  return /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}/.test(text) ? Date.parse(text) : undefined;
}

function clock(text: string): [number, number, number] {
  const found = /\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\b)?/i.exec(text);
  if (!found) return [0, 0, 0];
  const half = found[4]?.toLowerCase();
  const hour = (Number(found[1]) % (half ? 12 : 24)) + (half === 'p' ? 12 : 0);
  return [hour, Number(found[2]), Number(found[3] ?? 0)];
}

function utc(year: number, month: number, day: number, time: [number, number, number] = [0, 0, 0]): number {
  if (month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN;
  return Date.UTC(year, month - 1, day, ...time);
}

function zoneIn(text: string): string {
  const offset = /(?:UTC|GMT|\d)\s?([+-]\d{2}:?\d{2})\b/.exec(text)?.[1];
  return (
    offset ??
    ZONES[/\b[A-Z]{3,4}\b/.exec(text.replace(/^.*?\d:\d{2}/, '').replace(/\b[AP]M\b/g, ''))?.[0] ?? ''] ??
    'Z'
  );
}

function zoneMs(zone: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return (found[1] === '-' ? -1 : 1) * minutes * 60_000;
}

function pad(text: string | undefined): string {
  return (text ?? '').padStart(2, '0');
}
