/** The five apps of the platform, as `data-app` on <html> names them. */
export type AppId = 'accounts' | 'educationelly' | 'codetalk' | 'firebook' | 'intervalai';

export const appNames: Record<AppId, string> = {
  accounts: 'Accounts',
  educationelly: 'educationELLy',
  codetalk: 'Code Talk',
  firebook: 'FireBook',
  intervalai: 'IntervalAI',
};

/** The white part of a mark on a tile of 24 × 24: filled shapes, then strokes of 2 units. */
export type MarkShape = { fills: string[]; cuts: string[]; strokes: string[]; tileHex: string };

export const marks: Record<AppId, MarkShape> = {
  // A keyhole: the front door.
  accounts: {
    fills: [
      'M12 5.25a4.25 4.25 0 0 1 1.98 8.01l.9 4.5a.85.85 0 0 1-.83 1.01h-4.1a.85.85 0 0 1-.83-1.01l.9-4.5A4.25 4.25 0 0 1 12 5.25Z',
    ],
    cuts: [],
    strokes: [],
    tileHex: '#4f46c8',
  },
  // A seedling with two leaves: learners who grow.
  educationelly: {
    fills: [
      'M11.1 12.6C7.3 12.9 5 10.700 4.900 6.700 8.900 6.500 11.200 8.600 11.100 12.600Z',
      'M12.900 11.200C12.800 7.500 15 5.300 19.100 5.500 19.200 9.400 16.900 11.500 12.900 11.200Z',
    ],
    cuts: [],
    strokes: ['M12 18.750V12.500'],
    tileHex: '#1b7453',
  },
  // Two angle brackets that talk: code in a speech bubble.
  codetalk: {
    fills: [
      'M7.500 4.750h9a3 3 0 0 1 3 3v5.500a3 3 0 0 1-3 3h-3.700l-3.700 3.100a.6.6 0 0 1-1-.46V16.250h-.6a3 3 0 0 1-3-3v-5.500a3 3 0 0 1 3-3Z',
    ],
    cuts: ['m10.200 8.250-2.250 2.250 2.250 2.250', 'm13.800 8.250 2.250 2.250-2.250 2.250'],
    strokes: [],
    tileHex: '#1a6f9e',
  },
  // A ribbon whose upper edge burns: a bookmark on fire.
  firebook: {
    fills: [
      'M7.250 11.400c0-2.100 1.050-3.300 2.250-4.500.35 1 .8 1.650 1.550 2.100C10.900 6.900 11.500 5.150 13.200 4c.1 2.100.85 3.150 1.900 4.250 1 1.050 1.650 2.050 1.650 3.450v7.450a.7.7 0 0 1-1.130.55L12 16.900l-3.620 2.800a.7.7 0 0 1-1.130-.55Z',
    ],
    cuts: [],
    strokes: [],
    tileHex: '#bf4f1b',
  },
  // Memory that fades and is renewed, each time for longer.
  intervalai: {
    fills: [],
    cuts: [],
    strokes: [
      'M5 6.500c.2 5.500 1 9 3 10.750V6.500c.3 4.250 1.800 7 4.600 8.500V6.500c.5 3.250 2.700 5.250 6.650 6',
    ],
    tileHex: '#a8327f',
  },
};

/** The favicon of an app as an SVG document; serve it from `app/icon.svg/route.ts` or write it to a file. */
export function faviconSvg(app: AppId): string {
  const { fills, cuts, strokes, tileHex } = marks[app];
  const line = 'fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">',
    `<rect width="24" height="24" rx="6" fill="${tileHex}"/>`,
    ...fills.map((d) => `<path d="${d}" fill="#fff"/>`),
    ...cuts.map((d) => `<path d="${d}" ${line} stroke="${tileHex}"/>`),
    ...strokes.map((d) => `<path d="${d}" ${line} stroke="#fff"/>`),
    '</svg>',
  ].join('');
}
