import type { Readable, Transform } from 'node:stream';
import { OutboundError } from './outbound.ts';

/** Collects a decoded body up to a limit; what comes after is never read. */
export class BoundedBody {
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  /** Whether more came than the limit let in. */
  truncated = false;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  /** Reads `source` through `steps`. @throws OutboundError bad_encoding, or what the source failed with */
  async fill(source: Readable, steps: Transform[]): Promise<void> {
    let stream: Readable = source;
    for (const step of steps) {
      stream.on('error', (error) => step.destroy(error));
      stream = stream.pipe(step);
    }
    try {
      for await (const chunk of stream) if (!this.#add(Buffer.from(chunk))) return;
    } catch (error) {
      if (!isZlibError(error)) throw error;
      throw new OutboundError('bad_encoding', 'The page is not compressed as the site says.', {
        cause: error,
      });
    } finally {
      for (const step of steps) step.destroy();
    }
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  #add(chunk: Uint8Array): boolean {
    const room = this.#limit - this.#size;
    this.truncated = chunk.byteLength > room;
    const kept = this.truncated ? chunk.subarray(0, room) : chunk;
    this.#chunks.push(kept);
    this.#size += kept.byteLength;
    return !this.truncated;
  }
}

function isZlibError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return /^(Z_|ZSTD_|ERR_ZSTD|ERR_BROTLI|ERR__ERROR|ERR_PADDING)/.test(String(error.code));
}
