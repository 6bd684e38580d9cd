/** How a request over the guarded client may fail; a caller maps it to its own words. */
export type OutboundErrorKind =
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'tls'
  | 'redirect_loop'
  | 'too_large'
  | 'bad_encoding';

export type OutboundRedirect = { from: string; status: number; to: string };

export type OutboundRequest = {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Limit on the body after decompression. */
  maxBytes: number;
  /** Limit on everything together: names, connections, every hop and the body. */
  timeoutMs: number;
  /** Default 5. */
  maxRedirects?: number;
  /** The Accept header. */
  accept?: string;
  /** What a body past `maxBytes` does: cut there, or fail with `too_large`. Default `error`. */
  onOverflow?: 'truncate' | 'error';
};

export type OutboundResponse = {
  status: number;
  /** The address that answered, after redirects, without credentials or fragment of ours. */
  finalUrl: string;
  redirects: OutboundRedirect[];
  /** Names in lower case; repeated headers joined by `, `. */
  headers: Record<string, string>;
  /** Decompressed, at most `maxBytes`. */
  body: Uint8Array;
  truncated: boolean;
  /** The address that was dialled. */
  ip: string;
};

/** What this process may ask of the web. Every driver refuses addresses that are not public. */
export interface Outbound {
  /** @throws OutboundError for everything that is not an answer; a 404 or 500 is an answer. */
  fetch(url: string, request: OutboundRequest): Promise<OutboundResponse>;
}

type OutboundErrorDetails = {
  cause?: unknown;
  /** The address of the hop that failed. */
  url?: string;
  redirects?: OutboundRedirect[];
  /** What had arrived when time ran out in the middle of a body. */
  partial?: OutboundResponse;
};

/** A request that got no answer. The message is fit for a person and names no address of ours. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly kind: OutboundErrorKind;
  readonly url: string | undefined;
  readonly redirects: OutboundRedirect[];
  readonly partial: OutboundResponse | undefined;

  constructor(kind: OutboundErrorKind, message: string, details: OutboundErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.url = details.url;
    this.redirects = details.redirects ?? [];
    this.partial = details.partial;
  }
}
