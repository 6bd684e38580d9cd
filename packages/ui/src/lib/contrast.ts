/** A colour in OKLCH: lightness 0–1, chroma from 0, hue in degrees. */
export type Oklch = { lightness: number; chroma: number; hueDeg: number };

/**
 * Converts OKLCH to linear-light sRGB (0–1 a channel; outside that range when the colour is out of gamut).
 * Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
 */
export function oklchToLinearSrgb({ lightness, chroma, hueDeg }: Oklch): [number, number, number] {
  const hue = (hueDeg * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** True when sRGB can show the colour (a tolerance of a hundredth a channel). */
export function inSrgbGamut(color: Oklch): boolean {
  return oklchToLinearSrgb(color).every((channel) => channel >= -0.01 && channel <= 1.01);
}

/** Relative luminance, 0–1, as WCAG 2.2 defines it; channels out of gamut are clipped. */
export function luminance(color: Oklch): number {
  const [r, g, b] = oklchToLinearSrgb(color).map((channel) => Math.min(1, Math.max(0, channel)));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Contrast ratio of two opaque colours, 1–21, as WCAG 2.2 defines it. */
export function contrast(one: Oklch, other: Oklch): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
