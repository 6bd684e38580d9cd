import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { countingListener } from '../outbound/testing.ts';
import type { Browser } from './browser.ts';

/** What a driver is made with in the suite: `host:port` that may be opened although private. */
export type BrowserFactory = (config: { allowPrivate: string[] }) => Browser;

const html = (body: string) => `<!doctype html><meta charset="utf-8"><body style="margin:0">${body}`;

async function pixel(image: Uint8Array, left: number, top: number): Promise<string> {
  const area = { left, top, width: 1, height: 1 };
  const { data } = await sharp(image).removeAlpha().extract(area).raw().toBuffer({ resolveWithObject: true });
  return data.toString('hex').slice(0, 6);
}

/** The suite that every driver of Browser passes. */
export function browserContract(name: string, create: BrowserFactory) {
  describe(`${name} as Browser`, () => {
    const open: Browser[] = [];
    const make = (port: number) => {
      const browser = create({ allowPrivate: [`127.0.0.1:${port}`] });
      open.push(browser);
      return browser;
    };
    afterAll(async () => {
      await Promise.all(open.map((browser) => browser.close()));
    });

    it('says that it can be started', async () => {
      await expect(make(1).check()).resolves.toBeUndefined();
    });

    it('draws a page in the size asked for', async () => {
      await using site = await countingListener((_request, response) => {
        response.writeHead(404, { 'content-type': 'text/html' });
        response.end(html('<title>A page</title><div style="width:50px;height:9000px;background:#00ff00">'));
      });
      const url = `http://127.0.0.1:${site.port}/`;
      const png = await make(site.port).capture({ url, width: 640, height: 400, format: 'png' });
      expect(png).toMatchObject({
        finalUrl: url,
        title: 'A page',
        status: 404,
        state: 'loaded',
        mimeType: 'image/png',
      });
      expect(await sharp(png.image).metadata()).toMatchObject({ format: 'png', width: 640, height: 400 });
      expect(await pixel(png.image, 20, 20)).toBe('00ff00');
      const webp = await make(site.port).capture({ url, width: 640, height: 400 });
      expect(await sharp(webp.image).metadata()).toMatchObject({ format: 'webp', width: 640, height: 400 });
    });

    it('pictures a page that never finishes as it is', async () => {
      await using site = await countingListener((request, response) => {
        if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' });
        if (request.url === '/') response.end(html('<img src="/never"><title>Endless</title>'));
      });
      const url = `http://127.0.0.1:${site.port}/`;
      const capture = await make(site.port).capture({ url, settleMs: 3_000 });
      expect(capture).toMatchObject({ state: 'partial', title: 'Endless' });
    });

    it('says what a page without a picture failed with', async () => {
      await using site = await countingListener((request, response) => {
        const headers: Record<string, string> = { '/pdf': 'application/pdf', '/zip': 'application/zip' };
        const type = headers[request.url ?? ''];
        if (request.url === '/inside') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
        else if (type) response.writeHead(200, { 'content-type': type }).end('content');
        else if (request.url !== '/silent') response.destroy();
      });
      const browser = make(site.port);
      const attempt = (path: string) =>
        browser.capture({ url: `http://127.0.0.1:${site.port}${path}`, timeoutMs: 3_000 });
      await expect(attempt('/zip')).rejects.toMatchObject({ name: 'BrowserError', kind: 'not_html' });
      await expect(attempt('/inside')).rejects.toMatchObject({ kind: 'refused' });
      await expect(attempt('/silent')).rejects.toMatchObject({ kind: 'timeout' });
      await expect(attempt('/broken')).rejects.toMatchObject({ kind: 'unreachable' });
      await expect(browser.capture({ url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
        kind: 'refused',
      });
      await expect(browser.capture({ url: 'file:///etc/passwd' })).rejects.toMatchObject({ kind: 'refused' });
    });
  });
}
