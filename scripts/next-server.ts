// One Next app as a process of ours: listens on loopback alone unless told otherwise, and names the peer to the app.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { made } from '@portfolio/platform/kernel/global';
import { peerHeader } from '@portfolio/platform/kernel/peer';
import type { NodeHttp1Handler } from 'srvx';
import { toNodeHandler } from 'srvx/node';
import { compressed } from './compress.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string' },
    hosts: { type: 'string' },
    dev: { type: 'boolean' },
  },
});
const dir = resolve(values.dir ?? '.');
const port = Number(values.port);
const dev = values.dev ?? false;
process.chdir(dir);

type NextServer = {
  prepare: () => Promise<void>;
  getRequestHandler: () => (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  getUpgradeHandler: () => (req: IncomingMessage, socket: unknown, head: Buffer) => Promise<void>;
};
const next: (options: object) => NextServer = createRequire(`${dir}/package.json`)('next');
const hosts = (values.hosts ?? '127.0.0.1').split(',');
const app = next({ dev, dir, hostname: hosts[0], port, quiet: true });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

type Api = { handle: (req: Request) => Promise<Response> };
/**
 * Next's way to a route handler costs as much as the call itself: once a first call has made the app, calls go to it.
 * The handler is typed for HTTP/2 as well, which is not spoken here.
 */
const callApi = toNodeHandler(async (req) => {
  const api = made<Api>('app');
  if (!api) throw new Error('the app is not made yet');
  return compressed(req, await api.handle(req));
}) as NodeHttp1Handler;
const isApiCall = ({ url }: IncomingMessage): boolean =>
  !dev && url?.startsWith('/api/') === true && made('app') !== undefined;

/** Names the peer to the app, in a header that no caller can set. */
const namePeer = (req: IncomingMessage): void => {
  const peer = req.socket.remoteAddress ?? '';
  const { rawHeaders } = req;
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2)
    if (rawHeaders[at]?.toLowerCase() === peerHeader) rawHeaders.splice(at, 2);
  rawHeaders.push(peerHeader, peer);
  req.headers[peerHeader] = peer;
};

const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
  try {
    namePeer(req);
    await (isApiCall(req) ? callApi(req, res) : handle(req, res));
  } catch (error) {
    console.error(JSON.stringify({ level: 'error', msg: 'request failed', error: String(error) }));
    if (!res.headersSent) res.writeHead(500);
    res.end();
  }
};

const servers = hosts.map((host) => {
  const server = createServer(
    { keepAliveTimeout: 65_000, requestTimeout: 120_000, headersTimeout: 30_000 },
    (req, res) => void answer(req, res),
  );
  if (dev) server.on('upgrade', (req, socket, head) => void upgrade(req, socket, head));
  server.on('error', (error: NodeJS.ErrnoException) => {
    // A machine without IPv6 has no ::1; every other address must be had.
    if (host === '::1' && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')) return;
    console.error(JSON.stringify({ level: 'fatal', msg: `cannot listen on ${host}:${port}: ${error.code}` }));
    process.exit(1);
  });
  return server.listen(port, host);
});

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  for (const server of servers) {
    server.close();
    server.closeIdleConnections();
  }
  // Open streams would hold the process: they resume elsewhere by their last event id.
  setTimeout(() => process.exit(0), 1_500).unref();
  const poll = setInterval(() => {
    if (servers.every((server) => !server.listening)) {
      clearInterval(poll);
      setTimeout(() => process.exit(0), 200);
    }
  }, 50);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
