/** Why a page has no picture. */
export type BrowserErrorKind = 'timeout' | 'crashed' | 'refused' | 'unreachable' | 'not_html';

export type CaptureRequest = {
  url: string;
  /** CSS pixels of the viewport; the picture is exactly this size. Default 1280. */
  width?: number;
  /** Default 800. */
  height?: number;
  /** Default `webp`. */
  format?: 'webp' | 'png';
  /** Limit on the page from its start to the picture, waiting in the queue apart. Default 15,000. */
  timeoutMs?: number;
  /** How long a page may go on loading before it is pictured as it is. Default 7,000. */
  settleMs?: number;
};

export type Capture = {
  image: Uint8Array;
  mimeType: 'image/webp' | 'image/png';
  width: number;
  height: number;
  finalUrl: string;
  title: string;
  /** HTTP status of the document. */
  status: number;
  /** `partial` when the page was still loading when its picture was taken. */
  state: 'loaded' | 'partial';
};

/** Draws pages. Every driver sends all of the page's traffic through the guard. */
export interface Browser {
  /** @throws BrowserError */
  capture(request: CaptureRequest): Promise<Capture>;
  /** Whether a browser can be started; rejects with what to do where it cannot. */
  check(): Promise<void>;
  /** Ends every process of the browser. It may be used again: the next capture starts it anew. */
  close(): Promise<void>;
}

/** A page that could not be drawn. The message is fit for a person. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError';
  readonly kind: BrowserErrorKind;

  constructor(kind: BrowserErrorKind, message: string, details: { cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
  }
}
