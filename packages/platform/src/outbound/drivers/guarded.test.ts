import net, { type AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGuard, type GuardConfig } from '../guard.ts';
import { outboundContract } from '../outbound.contract.ts';
import { countingListener, nameServer } from '../testing.ts';
import { createGuardedOutbound } from './guarded.ts';

const limits = { maxBytes: 100_000, timeoutMs: 5_000 };
const create = (config: GuardConfig) =>
  createGuardedOutbound({ guard: createGuard(config), userAgent: 'test', headersTimeoutMs: 2_000 });
const text = (body: Uint8Array) => new TextDecoder().decode(body);

outboundContract('the guarded client', create);

describe('redirects', () => {
  it('checks every hop anew: to each kind of private address', async () => {
    await using victim = await countingListener();
    await using names = await nameServer({
      'inside.test': ['127.0.0.1'],
      'mixed.test': ['8.8.8.8', '127.0.0.1'],
    });
    const targets = [
      ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.1', '[::1]', '[::ffff:127.0.0.1]', '0'],
      ['[64:ff9b::7f00:1]', '127.0.0.1.', 'inside.test', 'mixed.test', 'user@127.0.0.1', '10.0.0.1'],
      ['169.254.169.254', '[fd00:ec2::254]', '192.168.0.1', '100.64.0.1', 'a.localhost', '[::]'],
    ].flat();
    await using site = await countingListener((request, response) => {
      const target = targets[Number(new URL(request.url ?? '', 'http://x').pathname.slice(1))];
      response.writeHead(302, { location: `http://${target}:${victim.port}/` }).end();
    });
    const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`], dnsServer: names.address });
    for (const [index] of targets.entries()) {
      const attempt = outbound.fetch(`http://127.0.0.1:${site.port}/${index}`, limits);
      await expect(attempt).rejects.toMatchObject({ kind: 'refused', redirects: [{ status: 302 }] });
    }
    expect(victim.connections()).toBe(0);
  });

  it('refuses other schemes and notices circles', async () => {
    await using site = await countingListener((request, response) => {
      const location = request.url === '/file' ? 'file:///etc/passwd' : request.url === '/a' ? '/b' : '/a';
      response.writeHead(301, { location }).end();
    });
    const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
    const file = outbound.fetch(`http://127.0.0.1:${site.port}/file`, limits);
    await expect(file).rejects.toMatchObject({ kind: 'refused' });
    const circle = outbound.fetch(`http://127.0.0.1:${site.port}/a`, limits);
    await expect(circle).rejects.toMatchObject({ kind: 'redirect_loop' });
    expect(site.connections()).toBeLessThanOrEqual(3);
  });

  it('sends no secrets to another origin and no body after a 303', async () => {
    await using second = await countingListener((request, response) => {
      response.end(JSON.stringify({ method: request.method, secret: request.headers.authorization ?? null }));
    });
    await using first = await countingListener((_request, response) => {
      response.writeHead(303, { location: `http://127.0.0.1:${second.port}/` }).end();
    });
    const outbound = create({ allowPrivate: [`127.0.0.1:${first.port}`, `127.0.0.1:${second.port}`] });
    const answer = await outbound.fetch(`http://127.0.0.1:${first.port}/`, {
      ...limits,
      method: 'POST',
      body: '{}',
      headers: { Authorization: 'Bearer secret' },
    });
    expect(JSON.parse(text(answer.body))).toEqual({ method: 'GET', secret: null });
  });
});

describe('names', () => {
  it('dials the address that was checked when the name changes in between', async () => {
    await using victim = await countingListener();
    await using names = await nameServer({
      'rebind.test': (asked) => (asked === 0 ? ['127.0.0.9'] : ['127.0.0.1']),
    });
    const outbound = create({ dnsServer: names.address, allowPrivate: [`127.0.0.9:${victim.port}`] });
    const first = outbound.fetch(`http://rebind.test:${victim.port}/`, limits);
    await expect(first).rejects.toMatchObject({ kind: 'unreachable' });
    const second = outbound.fetch(`http://rebind.test:${victim.port}/`, limits);
    await expect(second).rejects.toMatchObject({ kind: 'refused' });
    expect(victim.connections()).toBe(0);
  });

  it('sends the name as Host while dialling the address', async () => {
    await using site = await countingListener((request, response) => response.end(request.headers.host));
    await using names = await nameServer({ 'site.test': ['127.0.0.1'] });
    const outbound = create({ dnsServer: names.address, allowPrivate: [`site.test:${site.port}`] });
    const answer = await outbound.fetch(`http://site.test:${site.port}/`, limits);
    expect(text(answer.body)).toBe(`site.test:${site.port}`);
  });
});

describe('bodies', () => {
  const page = 'こんにちは '.repeat(500);
  const codings = {
    gzip: gzipSync(page),
    deflate: deflateSync(page),
    'deflate, ': deflateRawSync(page),
    br: brotliCompressSync(page),
    zstd: zstdCompressSync(page),
    'gzip, br': brotliCompressSync(gzipSync(page)),
    identity: Buffer.from(page),
  };

  it.each(Object.entries(codings))('reads %s', async (coding, body) => {
    await using site = await countingListener((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(body);
    });
    const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
    const answer = await outbound.fetch(`http://127.0.0.1:${site.port}/`, limits);
    expect(text(answer.body)).toBe(page);
  });

  it('bounds bombs of every coding, in time and memory', async () => {
    const zeros = Buffer.alloc(200_000_000);
    const bombs = {
      gzip: gzipSync(zeros),
      br: brotliCompressSync(zeros),
      zstd: zstdCompressSync(zeros),
      deflate: deflateSync(zeros),
    };
    await using site = await countingListener((request, response) => {
      const coding = request.url?.slice(1) ?? '';
      const body = Object.entries(bombs).find(([name]) => name === coding)?.[1];
      response.writeHead(200, { 'content-encoding': coding }).end(body);
    });
    const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
    const before = process.memoryUsage().rss;
    for (const coding of Object.keys(bombs)) {
      const attempt = outbound.fetch(`http://127.0.0.1:${site.port}/${coding}`, limits);
      await expect(attempt).rejects.toMatchObject({ kind: 'too_large' });
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
  });

  it.each(['gzip', 'br', 'zstd', 'deflate', 'compress', 'gzip, gzip, gzip'])(
    'says so when %s cannot be read',
    async (coding) => {
      await using site = await countingListener((_request, response) => {
        response.writeHead(200, { 'content-encoding': coding }).end('this is not compressed');
      });
      const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
      const attempt = outbound.fetch(`http://127.0.0.1:${site.port}/`, limits);
      await expect(attempt).rejects.toMatchObject({ kind: 'bad_encoding' });
    },
  );

  it('reads an endless body up to the limit', async () => {
    await using site = await countingListener((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    });
    const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
    const answer = await outbound.fetch(`http://127.0.0.1:${site.port}/`, {
      ...limits,
      onOverflow: 'truncate',
    });
    expect(answer).toMatchObject({ truncated: true });
  });

  it('ends a slow drip at the deadline and keeps what had come', async () => {
    await using site = await countingListener((_request, response) => {
      response.write('<title>Slow</title>');
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
    const started = performance.now();
    const failure = await outbound
      .fetch(`http://127.0.0.1:${site.port}/`, { ...limits, timeoutMs: 400 })
      .catch((error: unknown) => error);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(failure).toMatchObject({ kind: 'timeout', partial: { status: 200 } });
  });
});

describe('hostile servers', () => {
  async function rawServer(answer: string) {
    const open = new Set<net.Socket>();
    const server = net.createServer((socket) => {
      open.add(socket);
      socket.on('error', () => {});
      socket.once('data', () => socket.write(answer));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address: AddressInfo | string | null = server.address();
    return {
      port: typeof address === 'object' && address ? address.port : 0,
      async [Symbol.asyncDispose]() {
        for (const socket of open) socket.destroy();
        await new Promise((done) => server.close(done));
      },
    };
  }

  const cases: [string, string, string][] = [
    ['never answers', '', 'timeout'],
    ['sends half a header', 'HTTP/1.1 200 OK\r\nx-a: b', 'timeout'],
    [
      'sends endless headers',
      `HTTP/1.1 200 OK\r\n${'x-a: bbbbbbbbbbbbbbbb\r\n'.repeat(4_000)}\r\n`,
      'unreachable',
    ],
    ['speaks another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'unreachable'],
    [
      'switches protocols',
      'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      'unreachable',
    ],
    ['repeats 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100), 'timeout'],
  ];

  it.each(cases)('ends with a typed error when a server %s', async (_what, answer, kind) => {
    await using server = await rawServer(answer);
    const outbound = create({ allowPrivate: [`127.0.0.1:${server.port}`] });
    const attempt = outbound.fetch(`http://127.0.0.1:${server.port}/`, { ...limits, timeoutMs: 600 });
    await expect(attempt).rejects.toMatchObject({ name: 'OutboundError', kind });
  });

  it('names a closed port, and plain text on a TLS port, for what they are', async () => {
    await using server = await rawServer('HTTP/1.1 400 Bad Request\r\n\r\n');
    const outbound = create({ allowPrivate: ['127.0.0.1:9', '127.0.0.1:1024', `127.0.0.1:${server.port}`] });
    await expect(outbound.fetch('http://127.0.0.1:9/', limits)).rejects.toMatchObject({
      kind: 'unreachable',
    });
    const plain = outbound.fetch(`https://127.0.0.1:${server.port}/`, limits);
    await expect(plain).rejects.toMatchObject({ kind: 'tls' });
  });
});
