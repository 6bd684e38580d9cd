import dgram from 'node:dgram';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuard, type GuardConfig } from '../../outbound/guard.ts';
import { countingListener, nameServer } from '../../outbound/testing.ts';
import { browserContract } from '../browser.contract.ts';
import type { Browser } from '../browser.ts';
import { createChromium } from './chromium.ts';

const root = join(import.meta.dirname, '../../../../..');
const cacheDir = join(root, 'node_modules/.cache/portfolio-browser');
const browsers: Browser[] = [];

function create(config: GuardConfig): Browser {
  const browser = createChromium({
    guard: createGuard(config),
    cacheDir,
    packagesFrom: root,
    allowWithoutSandbox: true,
  });
  browsers.push(browser);
  return browser;
}

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
});

browserContract('Chromium', create);

const page = (body: string) => `<!doctype html><meta charset="utf-8"><title>x</title><body>${body}`;

async function site(pages: Record<string, string>) {
  return countingListener((request, response) => {
    const body = pages[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(body ?? 'none');
  });
}

describe('the network of a page', () => {
  it('reaches nothing private, by any way out of a page', async () => {
    await using victim = await countingListener();
    await using names = await nameServer({
      'inside.test': ['127.0.0.1'],
      'mixed.test': ['8.8.8.8', '127.0.0.1'],
      'rebind.test': (asked) => (asked === 0 ? ['127.0.0.9'] : ['127.0.0.1']),
    });
    const hosts = [
      '127.0.0.1',
      'localhost',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0',
      'inside.test',
      'mixed.test',
    ];
    const ways = (host: string) => {
      const target = `${host}:${victim.port}`;
      const url = `http://${target}/`;
      return `<link rel="icon" href="${url}icon"><link rel="preconnect" href="${url}"><link rel="prefetch" href="${url}">
        <link rel="stylesheet" href="${url}css"><style>@import "${url}import"; @font-face{font-family:f;src:url(${url}font)} body{font-family:f}</style>
        <img src="${url}img"><iframe src="${url}frame"></iframe><script src="${url}script"></script>
        <object data="${url}object"></object><embed src="${url}embed"><video src="${url}video" autoplay muted></video>
        <form id="f${victim.port}" action="${url}form" method="post" target="inner"></form><iframe name="inner"></iframe>
        <script>
          fetch('${url}fetch', { mode: 'no-cors' }).catch(() => {});
          navigator.sendBeacon('${url}beacon', 'x');
          new WebSocket('ws://${target}/ws');
          new WebSocket('wss://${target}/wss');
          new EventSource('${url}events');
          try { new Worker(URL.createObjectURL(new Blob(['fetch("${url}worker",{mode:"no-cors"})']))); } catch {}
          try { new WebTransport('https://${target}/'); } catch {}
          open('${url}popup');
          document.getElementById('f${victim.port}').submit();
        </script>`;
    };
    await using hostile = await countingListener((request, response) => {
      const path = request.url ?? '';
      if (path === '/') {
        const rest = `<img src="/redirect"><iframe src="/refresh"></iframe><img src="http://rebind.test:${victim.port}/">`;
        response.writeHead(200, { 'content-type': 'text/html' }).end(page(hosts.map(ways).join('') + rest));
      } else if (path === '/redirect') {
        response.writeHead(302, { location: `http://127.0.0.1:${victim.port}/` }).end();
      } else {
        const refresh = `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:${victim.port}/">`;
        response.writeHead(200, { 'content-type': 'text/html' }).end(path === '/refresh' ? refresh : 'none');
      }
    });
    const allowPrivate = [`127.0.0.1:${hostile.port}`];
    const browser = create({ allowPrivate, dnsServer: names.address });
    const capture = await browser.capture({ url: `http://127.0.0.1:${hostile.port}/`, settleMs: 6_000 });
    expect(capture.status).toBe(200);
    expect(victim.connections()).toBe(0);
  });

  it('asks no STUN server, by UDP or TCP', async () => {
    await using victim = await countingListener();
    const udp = dgram.createSocket('udp4');
    let datagrams = 0;
    udp.on('message', () => {
      datagrams += 1;
    });
    await new Promise<void>((done) => udp.bind(victim.port, '127.0.0.1', done));
    const script = `const c = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${victim.port}' },
      { urls: 'turn:127.0.0.1:${victim.port}?transport=tcp', username: 'a', credential: 'b' }] });
      c.createDataChannel('x'); c.onicegatheringstatechange = () => { document.title = c.iceGatheringState; };
      c.createOffer().then((o) => c.setLocalDescription(o));`;
    await using hostile = await site({ '/': page(`<script>${script}</script><img src="/wait">`) });
    const url = `http://127.0.0.1:${hostile.port}/`;
    await create({ allowPrivate: [`127.0.0.1:${hostile.port}`] }).capture({ url, settleMs: 3_000 });
    await new Promise<void>((done) => udp.close(() => done()));
    expect([datagrams, victim.connections()]).toEqual([0, 0]);
  });

  it('lets a page use a WebSocket and never shows its server the credential of the proxy', async () => {
    const seen: string[] = [];
    await using chatty = await countingListener((request, response) => {
      seen.push(JSON.stringify(request.headers));
      const challenge = request.url === '/login' ? { 'www-authenticate': 'Basic realm="me"' } : {};
      response.writeHead(request.url === '/login' ? 401 : 200, { 'content-type': 'text/html', ...challenge });
      response.end(
        page(`<img src="/login"><script>new WebSocket('ws://' + location.host + '/socket')</script>`),
      );
    });
    const url = `http://127.0.0.1:${chatty.port}/`;
    await create({ allowPrivate: [`127.0.0.1:${chatty.port}`] }).capture({ url, settleMs: 3_000 });
    expect(seen.some((headers) => headers.includes('websocket'))).toBe(true);
    expect(seen.join()).not.toMatch(/authorization/i);
  });
});

describe('hostile pages', () => {
  it('end with a typed error, and harm no page beside them', async () => {
    await using hostile = await site({
      '/': page('<div style="width:99px;height:99px;background:red">'),
      '/loop': page('<script>for(;;){}</script>'),
      '/heap': page('<script>const a=[];for(;;)a.push(new Array(1e5).fill(Math.random()))</script>'),
      '/buffers': page('<script>const a=[];for(;;)a.push(new Uint8Array(1e7).fill(1))</script>'),
    });
    const browser = create({ allowPrivate: [`127.0.0.1:${hostile.port}`] });
    const draw = (path: string) =>
      browser.capture({ url: `http://127.0.0.1:${hostile.port}${path}`, timeoutMs: 8_000, settleMs: 2_000 });
    const bad = [draw('/loop'), draw('/heap'), draw('/buffers')].map((promise) =>
      promise.catch((error: unknown) => error),
    );
    const good = await Promise.all([draw('/'), draw('/'), draw('/')]);
    expect(good.map(({ state }) => state)).toEqual(['loaded', 'loaded', 'loaded']);
    expect(await Promise.all(bad)).toMatchObject([
      { kind: 'timeout' },
      { kind: 'crashed' },
      { kind: 'crashed' },
    ]);
  });

  it('are drawn when they only annoy: dialogs, pop-ups, leaving, printing, full screen', async () => {
    const script = `alert(1); confirm(2); prompt(3); open('/'); open('/'); print(); onbeforeunload = () => 'stay';
      document.documentElement.requestFullscreen().catch(() => {}); setInterval(() => alert('again'), 50);`;
    await using hostile = await site({ '/': page(`<h1>Hello</h1><script>${script}</script>`) });
    const url = `http://127.0.0.1:${hostile.port}/`;
    const capture = await create({ allowPrivate: [`127.0.0.1:${hostile.port}`] }).capture({ url });
    expect(capture).toMatchObject({ title: 'x', status: 200 });
  });
});

describe('the picture', () => {
  it('hides consent banners and stops animations', async () => {
    const banner = '<div id="onetrust-consent-sdk" style="position:fixed;inset:0;background:#f00"></div>';
    const moving =
      '<style>@keyframes k{to{left:900px}} div.m{position:absolute;top:0;left:0;width:99px;height:99px;background:#00f;animation:k 9s infinite}</style><div class="m"></div>';
    await using plain = await site({ '/': page(banner + moving) });
    const url = `http://127.0.0.1:${plain.port}/`;
    const { image } = await create({ allowPrivate: [`127.0.0.1:${plain.port}`] }).capture({
      url,
      format: 'png',
    });
    const { data } = await sharp(image)
      .removeAlpha()
      .extract({ left: 5, top: 5, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([0, 0, 255]);
  });

  it('draws Japanese, Arabic and emoji with glyphs of their own', async () => {
    const spans = ['日', '本', 'ع', '😀', '\u{10FFFD}'].map(
      (text) =>
        `<div style="position:absolute;left:0;width:80px;height:80px;font-size:60px;line-height:80px;top:TOPpx">${text}</div>`,
    );
    const body = spans.map((span, index) => span.replace('TOP', String(index * 100))).join('');
    await using plain = await site({
      '/': page(body.replace(/[^\x20-\x7e]/gu, (sign) => `&#${sign.codePointAt(0)};`)),
    });
    const url = `http://127.0.0.1:${plain.port}/`;
    const { image } = await create({ allowPrivate: [`127.0.0.1:${plain.port}`] }).capture({
      url,
      format: 'png',
    });
    const crop = (index: number) =>
      sharp(image)
        .extract({ left: 0, top: index * 100, width: 80, height: 80 })
        .raw()
        .toBuffer();
    const glyphs = await Promise.all(
      [0, 1, 2, 3, 4].map(async (index) => (await crop(index)).toString('base64')),
    );
    expect(new Set(glyphs).size).toBe(5);
  });
});

it('leaves no process and no profile behind', async () => {
  await using plain = await site({ '/': page('x') });
  const browser = create({ allowPrivate: [`127.0.0.1:${plain.port}`] });
  await browser.capture({ url: `http://127.0.0.1:${plain.port}/` });
  await browser.close();
  await expect(browser.capture({ url: `http://127.0.0.1:${plain.port}/` })).resolves.toMatchObject({
    status: 200,
  });
});
