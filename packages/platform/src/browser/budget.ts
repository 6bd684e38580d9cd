import { Transform } from 'node:stream';

/** What one page may receive in all; shared by its connections. */
export class ByteBudget {
  #left: number;

  constructor(maxBytes: number) {
    this.#left = maxBytes;
  }

  get spent(): boolean {
    return this.#left <= 0;
  }

  /** A stream that lets bytes pass while there is budget, and then ends the connection. */
  meter(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.#left -= chunk.byteLength;
        if (this.spent) done(new Error('This page has received its share.'));
        else done(null, chunk);
      },
    });
  }
}
