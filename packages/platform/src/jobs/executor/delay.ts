const unitsMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A moment from a time string of the protocol (`1h30m`) counted from `now`, or from an ISO 8601 date. Throws otherwise. */
export const momentOf = (text: string, now: Date): Date => {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g)];
  if (parts.length > 0 && parts.map(([whole]) => whole).join('') === text) {
    const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitsMs[unit ?? ''] ?? 0), 0);
    return new Date(now.getTime() + ms);
  }
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error(`"${text}" is neither a delay nor a date`);
  return date;
};

/** What `retry-after` asks for: seconds, a delay or a date. Null when it says nothing that can be read. */
export const retryAfter = (header: string | null, now: Date): Date | null => {
  if (header === null || header === '') return null;
  if (/^\d+(\.\d+)?$/.test(header)) return new Date(now.getTime() + Number(header) * 1000);
  try {
    return momentOf(header, now);
  } catch {
    return null;
  }
};

const capMs = 3_600_000;

/** Exponential backoff with full jitter in its upper half: 1, 4, 16, 64 s … of `baseMs`, at most an hour. */
export const backoff = (attempt: number, baseMs: number, now: Date): Date => {
  const ceiling = Math.min(capMs, baseMs * 4 ** (attempt - 1));
  return new Date(now.getTime() + ceiling / 2 + (Math.random() * ceiling) / 2);
};
