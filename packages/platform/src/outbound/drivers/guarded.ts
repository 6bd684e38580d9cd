import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { BoundedBody } from '../body.ts';
import { ACCEPT_ENCODING, decoders } from '../decode.ts';
import { type Destination, dial, type Guard, parseWebUrl } from '../guard.ts';
import {
  type Outbound,
  OutboundError,
  type OutboundRedirect,
  type OutboundRequest,
  type OutboundResponse,
} from '../outbound.ts';

export type GuardedOutboundConfig = {
  guard: Guard;
  /** The User-Agent header, unless a request names its own. */
  userAgent: string;
  /** Limit from the connection to the end of the headers of one hop. Default 20,000. */
  headersTimeoutMs?: number;
  /** Certificate authorities to trust besides the usual ones, PEM. */
  extraCa?: string[];
};

type Hop = { url: URL; destination: Destination };
type Answer = { response: IncomingMessage; ip: string; url: URL; redirects: OutboundRedirect[] };

const MAX_HEADER_BYTES = 32_768;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const NOT_ACROSS_ORIGINS = ['authorization', 'cookie', 'proxy-authorization'];
const FORBIDDEN_HEADERS = new Set(['host', 'connection', 'transfer-encoding', 'content-length', 'upgrade']);

/** The only way out: each hop is checked by the guard and dialled at the address that was checked. */
export function createGuardedOutbound(config: GuardedOutboundConfig): Outbound {
  return {
    async fetch(url, request) {
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
      const visit = new Visit(config, request, deadline.signal);
      try {
        return await visit.follow(url);
      } finally {
        clearTimeout(timer);
        deadline.abort();
      }
    },
  };
}

/** One request with all of its redirects, under one deadline. */
class Visit {
  readonly #config: GuardedOutboundConfig;
  readonly #request: OutboundRequest;
  readonly #signal: AbortSignal;
  readonly #redirects: OutboundRedirect[] = [];
  #method: string;
  #headers: Record<string, string>;
  #body: string | Uint8Array | undefined;

  constructor(config: GuardedOutboundConfig, request: OutboundRequest, signal: AbortSignal) {
    this.#config = config;
    this.#request = request;
    this.#signal = signal;
    this.#method = request.method ?? 'GET';
    this.#body = request.body;
    this.#headers = requestHeaders(config, request);
  }

  async follow(input: string): Promise<OutboundResponse> {
    let current = input;
    try {
      let url = parseWebUrl(input);
      const seen = new Set([`${this.#method} ${withoutHash(url)}`]);
      for (;;) {
        current = url.href;
        const answer = await this.#ask(url);
        const next = this.#next(answer);
        if (!next) return await this.#read(answer);
        answer.response.destroy();
        const key = `${this.#method} ${withoutHash(next)}`;
        if (seen.has(key) || this.#redirects.length > (this.#request.maxRedirects ?? 5)) {
          throw new OutboundError('redirect_loop', 'The site redirects in circles or too often.');
        }
        seen.add(key);
        url = next;
      }
    } catch (error) {
      throw this.#explain(error, current);
    }
  }

  async #ask(url: URL): Promise<Answer> {
    const hop = await this.#untilDeadline(this.#config.guard.checkUrl(url));
    const timeoutMs = this.#config.headersTimeoutMs ?? 20_000;
    const headersDeadline = AbortSignal.any([this.#signal, AbortSignal.timeout(timeoutMs)]);
    const socket = await dial(hop.destination, { timeoutMs, signal: headersDeadline });
    const ip = socket.remoteAddress ?? '';
    const stream = url.protocol === 'https:' ? await this.#secure(socket, hop, headersDeadline) : socket;
    const response = await this.#send(hop, stream, headersDeadline);
    return { response, ip, url, redirects: this.#redirects };
  }

  #secure(socket: net.Socket, hop: Hop, signal: AbortSignal): Promise<tls.TLSSocket> {
    const { hostname } = hop.destination;
    return new Promise((resolve, reject) => {
      const secured = tls.connect({
        socket,
        servername: net.isIP(hostname) === 0 ? hostname : '',
        checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(hostname, certificate),
        ALPNProtocols: ['http/1.1'],
        ...(this.#config.extraCa ? { ca: [...tls.rootCertificates, ...this.#config.extraCa] } : {}),
      });
      const giveUp = () => secured.destroy(new OutboundError('timeout', 'The site did not answer in time.'));
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      secured.on('error', (cause) => {
        const failure = new OutboundError('tls', 'The site has no valid certificate.', { cause });
        reject(cause instanceof OutboundError ? cause : failure);
      });
      secured.once('secureConnect', () => {
        signal.removeEventListener('abort', giveUp);
        resolve(secured);
      });
    });
  }

  #send(hop: Hop, stream: net.Socket, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const module = hop.url.protocol === 'https:' ? https : http;
      const request = module.request({
        createConnection: () => stream,
        host: hop.destination.hostname,
        port: hop.destination.port,
        path: `${hop.url.pathname}${hop.url.search}`,
        method: this.#method,
        headers: { ...this.#headers, host: hop.url.host, connection: 'close' },
        maxHeaderSize: MAX_HEADER_BYTES,
        setDefaultHeaders: false,
      });
      const giveUp = () => request.destroy(new OutboundError('timeout', 'The site did not answer in time.'));
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      request.on('error', reject);
      request.once('upgrade', () => {
        stream.destroy();
        reject(new OutboundError('unreachable', 'The site switched to another protocol.'));
      });
      request.once('response', (response) => {
        signal.removeEventListener('abort', giveUp);
        resolve(response);
      });
      if (this.#body !== undefined) request.setHeader('content-length', Buffer.byteLength(this.#body));
      request.end(this.#body);
    });
  }

  /** Where to go next; undefined when this answer is the last one. */
  #next({ response, url }: Answer): URL | undefined {
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (!REDIRECTS.has(status) || !location) return undefined;
    if (!URL.canParse(location, url)) return undefined;
    const target = new URL(location, url);
    if (target.hash === '') target.hash = url.hash;
    this.#redirects.push({ from: withoutHash(url), status, to: withoutHash(target) });
    const next = parseWebUrl(target.href);
    if (status === 303 || (status < 303 && this.#method === 'POST')) {
      if (this.#method !== 'HEAD') this.#method = 'GET';
      this.#body = undefined;
    }
    if (next.origin !== url.origin) {
      const kept = Object.entries(this.#headers).filter(([name]) => !NOT_ACROSS_ORIGINS.includes(name));
      this.#headers = Object.fromEntries(kept);
    }
    return next;
  }

  async #read(answer: Answer): Promise<OutboundResponse> {
    const { response } = answer;
    const sink = new BoundedBody(this.#request.maxBytes);
    const onAbort = () =>
      response.destroy(new OutboundError('timeout', 'The site took too long to send the page.'));
    this.#signal.addEventListener('abort', onAbort, { once: true });
    if (this.#signal.aborted) onAbort();
    const result = () => toResponse(answer, sink);
    try {
      await sink.fill(
        response,
        bodyless(this.#method, response) ? [] : decoders(response.headers['content-encoding']),
      );
      if (sink.truncated && this.#request.onOverflow !== 'truncate') {
        throw new OutboundError('too_large', 'The page is too large.');
      }
      return result();
    } catch (error) {
      if (!this.#signal.aborted) throw error;
      throw new OutboundError('timeout', 'The site took too long to send the page.', { partial: result() });
    } finally {
      this.#signal.removeEventListener('abort', onAbort);
      response.destroy();
    }
  }

  #untilDeadline<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(new OutboundError('timeout', 'The site did not answer in time.'));
      this.#signal.addEventListener('abort', giveUp, { once: true });
      work.then(resolve, reject).finally(() => this.#signal.removeEventListener('abort', giveUp));
    });
  }

  #explain(error: unknown, url: string): OutboundError {
    const known = error instanceof OutboundError ? error : unreachable(error);
    const { kind, message, cause, partial } = known;
    return new OutboundError(kind, message, { cause, partial, url, redirects: this.#redirects });
  }
}

function toResponse({ response, ip, url, redirects }: Answer, sink: BoundedBody): OutboundResponse {
  return {
    status: response.statusCode ?? 0,
    finalUrl: url.href,
    redirects: [...redirects],
    headers: plainHeaders(response.headers),
    body: sink.bytes(),
    truncated: sink.truncated,
    ip,
  };
}

function requestHeaders(config: GuardedOutboundConfig, request: OutboundRequest): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': config.userAgent,
    accept: request.accept ?? '*/*',
    'accept-encoding': ACCEPT_ENCODING,
    'accept-language': 'en, *;q=0.5',
  };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (!FORBIDDEN_HEADERS.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
  }
  return headers;
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
  return Object.fromEntries(entries);
}

function bodyless(method: string, response: IncomingMessage): boolean {
  return method === 'HEAD' || response.statusCode === 204 || response.statusCode === 304;
}

function withoutHash(url: URL): string {
  return url.href.slice(0, url.href.length - url.hash.length);
}

function unreachable(cause: unknown): OutboundError {
  return new OutboundError('unreachable', 'The connection to the site broke off.', { cause });
}
