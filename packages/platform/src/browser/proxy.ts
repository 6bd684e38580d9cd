import { randomBytes, timingSafeEqual } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dial, type Guard } from '../outbound/guard.ts';
import { OutboundError, type OutboundErrorKind } from '../outbound/outbound.ts';
import { ByteBudget } from './budget.ts';

/** One page's permission to use the proxy; without it the proxy opens nothing. */
export type ProxySession = {
  username: string;
  password: string;
  /** What the last attempt on this `host:port` failed with. */
  failure(authority: string): OutboundErrorKind | undefined;
  /** Cuts every connection of the page. */
  close(): void;
};

export type GuardedProxy = {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** @param maxBytes what one page may receive altogether; past it, connections are cut */
  open(maxBytes: number): ProxySession;
  close(): Promise<void>;
};

type Session = {
  password: Buffer;
  failures: Map<string, OutboundErrorKind>;
  open: Set<Duplex>;
  budget: ByteBudget;
};

/** A page navigates here first, so that the browser learns its credential before anything else is asked. */
export const PROXY_GREETING_URL = 'http://proxy.invalid/';

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * A forward proxy on loopback through which the browser reaches the web: plain HTTP, and CONNECT for TLS and
 * WebSockets. Each destination is checked by the guard and dialled at the address that was checked.
 */
export async function startGuardedProxy(guard: Guard): Promise<GuardedProxy> {
  const sessions = new Map<string, Session>();
  const server = http.createServer({ maxHeaderSize: 65_536 });
  const authorise = (request: IncomingMessage) => findSession(sessions, request);

  server.on('request', (request, response) => {
    const session = authorise(request);
    if (!session) return askForCredential(response);
    if (request.url === PROXY_GREETING_URL) {
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    }
    forward(guard, session, request, response).catch(() => request.socket.destroy());
  });
  server.on('connect', (request, client, head) => {
    client.on('error', () => {});
    const session = authorise(request);
    if (!session) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="page"\r\n\r\n',
      );
      return;
    }
    tunnel(guard, session, request, client, head).catch(() => client.destroy());
  });
  server.on('clientError', (_error, socket) => socket.destroy());

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    open: (maxBytes) => openSession(sessions, maxBytes),
    async close() {
      for (const session of sessions.values()) for (const socket of session.open) socket.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function openSession(sessions: Map<string, Session>, maxBytes: number): ProxySession {
  const username = randomBytes(16).toString('hex');
  const password = randomBytes(24).toString('hex');
  const session: Session = {
    password: Buffer.from(password),
    failures: new Map(),
    open: new Set(),
    budget: new ByteBudget(maxBytes),
  };
  sessions.set(username, session);
  return {
    username,
    password,
    failure: (authority) => session.failures.get(authority),
    close() {
      sessions.delete(username);
      for (const socket of session.open) socket.destroy();
    },
  };
}

function findSession(sessions: Map<string, Session>, request: IncomingMessage): Session | undefined {
  const [scheme, encoded] = (request.headers['proxy-authorization'] ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !encoded) return undefined;
  const [username = '', password = ''] = Buffer.from(encoded, 'base64').toString('latin1').split(':');
  const session = sessions.get(username);
  const given = Buffer.from(password);
  if (!session || given.byteLength !== session.password.byteLength) return undefined;
  return timingSafeEqual(given, session.password) ? session : undefined;
}

function askForCredential(response: ServerResponse) {
  response.writeHead(407, { 'proxy-authenticate': 'Basic realm="page"', connection: 'close' }).end();
}

/** Plain HTTP. A refused address is a dropped connection: the browser then shows its own error, never a page. */
async function forward(guard: Guard, session: Session, request: IncomingMessage, response: ServerResponse) {
  const authority = authorityOf(request.url ?? '');
  const upstream = await reach(session, authority, async () => {
    const { url, destination } = await guard.checkUrl(request.url ?? '');
    if (url.protocol !== 'http:') throw new OutboundError('refused', 'TLS goes through CONNECT.');
    return { url, socket: await dial(destination, { timeoutMs: CONNECT_TIMEOUT_MS }) };
  });
  track(session, upstream.socket);
  const answer = await send(upstream, request);
  if (response.destroyed) return void upstream.socket.destroy();
  response.writeHead(answer.statusCode ?? 502, endToEnd(answer.rawHeaders));
  await pipeline(answer, session.budget.meter(), response);
}

function send(upstream: { url: URL; socket: Socket }, request: IncomingMessage): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      createConnection: () => upstream.socket,
      host: upstream.url.hostname,
      path: `${upstream.url.pathname}${upstream.url.search}`,
      method: request.method,
      headers: [...endToEnd(request.rawHeaders), 'connection', 'close'],
      setDefaultHeaders: false,
      maxHeaderSize: 65_536,
    });
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.on('upgrade', () => outgoing.destroy());
    outgoing.on('close', () => reject(new Error('The connection closed.')));
    request.on('close', () => request.complete || outgoing.destroy());
    request.pipe(outgoing);
  });
}

/** TLS and WebSockets. */
async function tunnel(
  guard: Guard,
  session: Session,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
) {
  const authority = request.url ?? '';
  const split = authority.lastIndexOf(':');
  track(session, client);
  const upstream = await reach(session, authority.toLowerCase(), async () => {
    const port = Number(authority.slice(split + 1));
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new OutboundError('refused', 'No such port.');
    const destination = await guard.checkHost(authority.slice(0, split), port);
    return { socket: await dial(destination, { timeoutMs: CONNECT_TIMEOUT_MS }) };
  });
  track(session, upstream.socket);
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (head.byteLength > 0) upstream.socket.write(head);
  await Promise.all([
    pipeline(client, upstream.socket),
    pipeline(upstream.socket, session.budget.meter(), client),
  ]);
}

/** Connects, and keeps on the session's record what it failed with. */
async function reach<T extends { socket: Socket }>(
  session: Session,
  authority: string,
  connect: () => Promise<T>,
) {
  try {
    if (session.budget.spent) throw new OutboundError('too_large', 'This page has received its share.');
    const reached = await connect();
    reached.socket.setTimeout(IDLE_TIMEOUT_MS, () => reached.socket.destroy());
    return reached;
  } catch (error) {
    session.failures.set(authority, error instanceof OutboundError ? error.kind : 'unreachable');
    throw error;
  }
}

function track(session: Session, socket: Duplex) {
  session.open.add(socket);
  socket.on('error', () => {});
  socket.once('close', () => session.open.delete(socket));
}

/** `host:port` of an address, as CONNECT would name it. */
export function authorityOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const port = url.port || (url.protocol === 'https:' || url.protocol === 'wss:' ? '443' : '80');
  return `${url.hostname}:${port}`;
}

function endToEnd(rawHeaders: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!HOP_BY_HOP.has(name.toLowerCase())) kept.push(name, rawHeaders[index + 1] ?? '');
  }
  return kept;
}
