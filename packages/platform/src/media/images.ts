import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { DomainError } from '../kernel/errors.ts';
import type { Use } from './schema.ts';

export type MadeVariant = {
  variant: string;
  width: number;
  height: number;
  mimeType: string;
  bytes: Uint8Array;
};
export type Inspected = {
  mimeType: string;
  width: number | null;
  height: number | null;
  original: Uint8Array;
  variants: MadeVariant[];
};

// Pictures come one by one: a cache of them, and threads for them, would only hold memory.
sharp.cache(false);
sharp.concurrency(1);

type Rule = { bytesMax: number; types: readonly string[]; widths: readonly (readonly [string, number])[] };

const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];
const documents = [...pictures, 'application/pdf'];

/** Limits and widths a use; sizes in bytes, widths in pixels. */
const rules: Record<Use, Rule> = {
  avatar: {
    bytesMax: 5_000_000,
    types: pictures,
    widths: [
      ['avatar', 256],
      ['small', 64],
    ],
  },
  photo: {
    bytesMax: 10_000_000,
    types: pictures,
    widths: [
      ['card', 640],
      ['small', 128],
    ],
  },
  document: { bytesMax: 20_000_000, types: documents, widths: [['card', 640]] },
  attachment: { bytesMax: 20_000_000, types: [...documents, 'text/plain'], widths: [['card', 640]] },
  screenshot: {
    bytesMax: 20_000_000,
    types: pictures,
    widths: [
      ['card', 640],
      ['small', 320],
    ],
  },
  picture: { bytesMax: 10_000_000, types: pictures, widths: [['card', 640]] },
  favicon: { bytesMax: 1_000_000, types: [...pictures, 'image/x-icon'], widths: [['icon', 64]] },
};

export const bytesMaxOf = (use: Use): number => rules[use].bytesMax;

const pixelsMax = 40_000_000;
const pagesMax = 200;

const typeOf = async (bytes: Uint8Array): Promise<string | null> => {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime;
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    return text.decode(bytes.subarray(0, 4_000_000)).includes('\0') ? null : 'text/plain';
  } catch {
    return null;
  }
};

const tooLarge = (): DomainError =>
  new DomainError('image_too_large', 'The picture has too many pixels or frames.', {
    fields: { file: ['At most 40 megapixels and 200 frames.'] },
  });

/** Reads a file by its content: type, size and pixel limits of the use, then variants without EXIF, upright, as WebP. */
export const inspect = async (bytes: Uint8Array, use: Use): Promise<Inspected> => {
  const rule = rules[use];
  if (bytes.byteLength > rule.bytesMax)
    throw new DomainError('too_large', `The file is larger than ${rule.bytesMax / 1_000_000} MB.`);
  const mimeType = await typeOf(bytes);
  if (!mimeType || !rule.types.includes(mimeType))
    throw new DomainError(
      'unsupported_media_type',
      'This kind of file is not taken here. Its content decides, not its name.',
    );
  if (!mimeType.startsWith('image/') || mimeType === 'image/x-icon')
    return { mimeType, width: null, height: null, original: bytes, variants: [] };
  try {
    const head = await sharp(bytes, { limitInputPixels: false }).metadata();
    const pixels = (head.width ?? 0) * (head.pageHeight ?? head.height ?? 0);
    if (pixels > pixelsMax || (head.pages ?? 1) > pagesMax) throw tooLarge();
    const upright = await sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error' })
      .rotate()
      .webp({ quality: 86, effort: 3 })
      .toBuffer({ resolveWithObject: true });
    const variants: MadeVariant[] = [];
    for (const [variant, width] of rule.widths) {
      const made = await sharp(upright.data)
        .resize({ width, withoutEnlargement: true })
        .webp({ quality: 80, effort: 3 })
        .toBuffer({ resolveWithObject: true });
      variants.push({
        variant,
        width: made.info.width,
        height: made.info.height,
        mimeType: 'image/webp',
        bytes: made.data,
      });
    }
    return {
      mimeType: 'image/webp',
      width: upright.info.width,
      height: upright.info.height,
      original: upright.data,
      variants,
    };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('unsupported_media_type', 'The picture is broken and cannot be read.', {}, error);
  }
};
