import { createHash } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { EXPECTED } from './expected.ts';
import { gzipBomb, pdfFile, pngFile, svgFile, ZIP_FILE } from './files.ts';
import { layout, PAGES, paragraphs, wrongCharset } from './pages.ts';

export type FixtureSite = {
  /** `http://<host>:<port>` */
  url: string;
  /** How often a page got through to the private listener beside the site: must stay 0. */
  trapConnections(): number;
  /** Paths that were asked for, in order. */
  requests: string[];
  close(): Promise<void>;
};

type Answer = (response: ServerResponse, number: number, request: IncomingMessage) => void | Promise<void>;

const numbers = new Map(EXPECTED.map(({ name, number }) => [name, number]));

/**
 * Starts the fixture site: ordinary and hostile pages, each with a mark at its top left.
 * @param port 0 takes a free one
 */
export async function startFixtureSite(port: number, host = '127.0.0.1'): Promise<FixtureSite> {
  const trap = await startTrap();
  const requests: string[] = [];
  const answers = specialAnswers();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.test');
    requests.push(pathname);
    const name = decodeURIComponent(pathname.slice(1));
    const number = numbers.get(name) ?? 0;
    const special = answers[name];
    const page = PAGES[name];
    if (special) void Promise.resolve(special(response, number, request)).catch(() => response.destroy());
    else if (page) sendHtml(response, 200, page(number, trap.url));
    else sendHtml(response, 404, layout(0, '<title>Not found</title>', '<h1>Not found</h1>'));
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', acceptSocket);
  await new Promise<void>((done) => server.listen(port, host, done));
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    trapConnections: trap.connections,
    requests,
    async close() {
      // Upgraded ones too, which the server itself counts no more and waits for all the same.
      for (const socket of sockets) socket.destroy();
      await Promise.all([new Promise((done) => server.close(done)), trap.close()]);
    },
  };
}

function specialAnswers(): Record<string, Answer> {
  let bomb: Promise<Buffer> | undefined;
  return {
    missing: (response, number) =>
      sendHtml(response, 404, layout(number, '<title>Gone</title>', '<h1>Gone</h1>')),
    broken: (response, number) =>
      sendHtml(response, 500, layout(number, '<title>Broken</title>', '<h1>Broken</h1>')),
    'login-401': (response, number) =>
      sendHtml(response, 401, layout(number, '<title>Sign in</title>', '<h1>Sign in</h1>')),
    empty: (response) => sendHtml(response, 200, ''),
    'redirect-1': (response) => redirect(response, '/hops/1/0'),
    'redirect-5': (response) => redirect(response, '/hops/5/4'),
    'redirect-6': (response) => redirect(response, '/hops/6/5'),
    ...hops(),
    'redirect-loop': (response) => redirect(response, '/redirect-loop/back'),
    'redirect-loop/back': (response) => redirect(response, '/redirect-loop'),
    'redirect-private': (response) => redirect(response, 'http://169.254.169.254/latest/meta-data/'),
    refreshed: (response) =>
      sendHtml(
        response,
        200,
        layout(
          numbers.get('meta-refresh') ?? 0,
          '<title>Moved on</title>',
          `<h1>Moved on</h1>${paragraphs(2)}`,
        ),
      ),
    large: (response, number) => sendLarge(response, number),
    endless: (response, number) => sendEndless(response, number),
    'slow-drip': (response, number) => sendDrip(response, number),
    silent: () => {},
    hold: () => {},
    'hang-up': (response) => void response.destroy(),
    'wrong-charset': (response, number) =>
      send(response, 'text/html; charset=iso-8859-1', wrongCharset(number)),
    'gzip-bomb': async (response, number) => {
      bomb ??= gzipBomb(number);
      const body = await bomb;
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' })
        .end(body);
    },
    'bad-gzip': (response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end('<title>not gzip</title>'),
    'paper.pdf': (response, number) => send(response, 'application/pdf', pdfFile(number)),
    'picture.png': async (response, number) => send(response, 'image/png', await pngFile(number)),
    'icon.png': async (response) => send(response, 'image/png', await pngFile(0)),
    'drawing.svg': (response, number) => send(response, 'image/svg+xml', Buffer.from(svgFile(number))),
    'archive.zip': (response) => {
      response.setHeader('content-disposition', 'attachment; filename="archive.zip"');
      send(response, 'application/zip', ZIP_FILE);
    },
  };
}

function hops(): Record<string, Answer> {
  const steps = [1, 5, 6].flatMap((total) =>
    Array.from({ length: total }, (_entry, left) => ({ total, left })),
  );
  return Object.fromEntries(
    steps.map(({ total, left }): [string, Answer] => [
      `hops/${total}/${left}`,
      (response) => {
        if (left > 0) return redirect(response, `/hops/${total}/${left - 1}`);
        const title = `After ${total} redirect${total === 1 ? '' : 's'}`;
        sendHtml(
          response,
          200,
          layout(
            numbers.get(`redirect-${total}`) ?? 0,
            `<title>${title}</title>`,
            `<h1>${title}</h1>${paragraphs(3)}`,
          ),
        );
      },
    ]),
  );
}

function sendHtml(response: ServerResponse, status: number, html: string) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function send(response: ServerResponse, type: string, body: Buffer) {
  response.writeHead(200, { 'content-type': type, 'content-length': body.byteLength }).end(body);
}

function redirect(response: ServerResponse, location: string) {
  response.writeHead(302, { location }).end();
}

function opening(number: number, title: string): string {
  return layout(number, `<title>${title}</title>`, `<h1>${title}</h1>${paragraphs(4)}`).replace(
    '</body></html>',
    '',
  );
}

function sendLarge(response: ServerResponse, number: number) {
  const filler = '<!-- nothing to read here, yet it must be carried -->'.repeat(20);
  const pieces = Math.ceil(20_000_000 / filler.length);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  pump(response, opening(number, 'Twenty megabytes'), filler, pieces);
}

function sendEndless(response: ServerResponse, number: number) {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  pump(
    response,
    opening(number, 'Without end'),
    '<!-- and on, and on -->'.repeat(400),
    Number.POSITIVE_INFINITY,
  );
}

function pump(response: ServerResponse, start: string, piece: string, pieces: number) {
  response.write(start);
  let left = pieces;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(piece)) return void response.once('drain', more);
    }
    if (!response.destroyed) response.end();
  };
  more();
}

function sendDrip(response: ServerResponse, number: number) {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.write(opening(number, 'Drop by drop'));
  const timer = setInterval(() => response.write('.'), 200);
  response.on('close', () => clearInterval(timer));
}

/** Accepts and stays silent. Source: RFC 6455, section 4.2.2. */
function acceptSocket(request: IncomingMessage, socket: Duplex) {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  socket.on('error', () => {});
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
}

/** A private listener beside the site, which nothing may reach. */
async function startTrap() {
  let count = 0;
  const server = http.createServer((_request, response) => response.end('trapped'));
  server.on('connection', () => {
    count += 1;
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    connections: () => count,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
