// One Next app as a process of ours: listens on loopback alone unless told otherwise, and names the peer to the app.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

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

const answer = (req: IncomingMessage, res: ServerResponse): void => {
  req.headers['x-portfolio-peer'] = req.socket.remoteAddress ?? '';
  handle(req, res).catch((error: unknown) => {
    console.error(JSON.stringify({ level: 'error', msg: 'request failed', error: String(error) }));
    if (!res.headersSent) res.writeHead(500);
    res.end();
  });
};

const servers = hosts.map((host) => {
  const server = createServer(
    { keepAliveTimeout: 65_000, requestTimeout: 120_000, headersTimeout: 30_000 },
    answer,
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
