import sharp from 'sharp';

/** Side of one square and number of squares, in CSS pixels of a viewport 1,280 wide. */
const SIDE = 24;
const COLOURS = ['#e6002e', '#00a651', '#0057ff', '#ffd400'] as const;
const START = [0, 2] as const;
const NATURAL_WIDTH = 1_280;

/** Eight digits of base four: two to begin, four for the number, two that check it. */
function digitsOf(number: number): number[] {
  const four = [64, 16, 4, 1].map((weight) => Math.floor(number / weight) % 4);
  const sum = (number * 7 + 5) % 16;
  return [...START, ...four, Math.floor(sum / 4), sum % 4];
}

function squares(number: number): { colour: string; x: number }[] {
  return digitsOf(number).map((digit, index) => ({ colour: COLOURS[digit] ?? COLOURS[0], x: index * SIDE }));
}

/** Squares at the top left that say which page a picture shows. @param number 0–255 */
export function markHtml(number: number): string {
  const box = 'position:fixed;z-index:2147483647;top:0';
  const drawn = squares(number).map(
    ({ colour, x }) =>
      `<i style="${box};left:${x}px;width:${SIDE}px;height:${SIDE}px;background:${colour}"></i>`,
  );
  return `<div>${drawn.join('')}</div><div style="height:${SIDE + 16}px"></div>`;
}

export function markSvg(number: number): string {
  return squares(number)
    .map(({ colour, x }) => `<rect x="${x}" y="0" width="${SIDE}" height="${SIDE}" fill="${colour}"/>`)
    .join('');
}

/** Operators of a PDF page of the given size in points; drawn at 1,280 pixels its squares lie where a page's do. */
export function markPdf(number: number, width: number, height: number): string {
  const unit = (SIDE * width) / NATURAL_WIDTH;
  const colour = (hex: string) =>
    [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ');
  const drawn = digitsOf(number).map((digit, index) => {
    return `${colour(COLOURS[digit] ?? COLOURS[0])} rg ${index * unit} ${height - unit} ${unit} ${unit} re f`;
  });
  return `${drawn.join('\n')}\n0 0 0 rg`;
}

/**
 * Which page a screenshot shows; undefined when it bears no mark.
 * @param image PNG or WebP whose width stands for 1,280 CSS pixels
 */
export async function readMark(image: Uint8Array): Promise<number | undefined> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const scale = info.width / NATURAL_WIDTH;
  const digits = Array.from({ length: 8 }, (_entry, index) => {
    const x = Math.round((index + 0.5) * SIDE * scale);
    const y = Math.round(0.5 * SIDE * scale);
    const at = (y * info.width + x) * info.channels;
    return nearest([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
  });
  const number = digits.slice(2, 6).reduce((sum, digit) => sum * 4 + digit, 0);
  return digitsOf(number).join() === digits.join() ? number : undefined;
}

function nearest(pixel: [number, number, number]): number {
  const distances = COLOURS.map((colour) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.hypot(...parts.map((part, index) => part - (pixel[index] ?? 0)));
  });
  const least = Math.min(...distances);
  return least < 110 ? distances.indexOf(least) : -1;
}
