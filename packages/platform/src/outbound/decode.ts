import { Transform, type TransformCallback } from 'node:stream';
import zlib from 'node:zlib';
import { OutboundError } from './outbound.ts';

const MAX_CODINGS = 2;

/** What we say in Accept-Encoding. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/**
 * Streams that undo a Content-Encoding, the outermost first. They tolerate a body cut short, as browsers do,
 * and hold only their own window in memory, however far a body expands.
 * @throws OutboundError bad_encoding for a coding we did not ask for, or more than two
 */
export function decoders(contentEncoding: string | undefined): Transform[] {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_CODINGS) throw badEncoding();
  return codings.reverse().map(decoder);
}

function decoder(coding: string): Transform {
  if (coding === 'gzip' || coding === 'x-gzip') {
    return zlib.createGunzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH });
  }
  if (coding === 'deflate') return new InflateEither();
  if (coding === 'br') {
    return zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH });
  }
  if (coding === 'zstd') {
    // RFC 9659: no more than 8 MB of window on the web.
    return zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } });
  }
  throw badEncoding();
}

function badEncoding(): OutboundError {
  return new OutboundError('bad_encoding', 'The site answered in a compression that cannot be read.');
}

/** `deflate` is sent both with and without the zlib wrapper: the first byte tells which. */
class InflateEither extends Transform {
  #inner: zlib.Inflate | zlib.InflateRaw | undefined;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    this.#inner ??= this.#open((chunk[0] ?? 0) % 16 === 8);
    if (this.#inner.write(chunk)) done();
    else this.#inner.once('drain', () => done());
  }

  override _flush(done: TransformCallback) {
    if (!this.#inner) return done();
    this.#inner.once('end', () => done());
    this.#inner.end();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void) {
    this.#inner?.destroy();
    done(error);
  }

  override _read(size: number) {
    this.#inner?.resume();
    super._read(size);
  }

  #open(wrapped: boolean) {
    const options = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
    const inner = wrapped ? zlib.createInflate(options) : zlib.createInflateRaw(options);
    inner.on('data', (data: Buffer) => {
      if (!this.push(data)) inner.pause();
    });
    inner.on('error', (error) => this.destroy(error));
    return inner;
  }
}
