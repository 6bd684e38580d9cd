import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Outbound } from './outbound.ts';
import { countingListener } from './testing.ts';

/** What a driver is made with in the suite: exceptions to the guard and a name server. */
export type OutboundFactory = (config: { allowPrivate: string[]; dnsServer?: string }) => Outbound;

const limits = { maxBytes: 1_000_000, timeoutMs: 5_000 };
const text = (body: Uint8Array) => new TextDecoder().decode(body);

/** The suite that every driver of Outbound passes. */
export function outboundContract(name: string, create: OutboundFactory) {
  describe(`${name} as Outbound`, () => {
    it('fetches a page with its status, headers and address', async () => {
      await using site = await countingListener((request, response) => {
        response.writeHead(404, { 'content-type': 'text/plain', 'x-seen': request.headers.accept });
        response.end('nothing here');
      });
      const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
      const url = `http://127.0.0.1:${site.port}/a?b=c`;
      const answer = await outbound.fetch(url, { ...limits, accept: 'text/html' });
      expect(answer).toMatchObject({
        status: 404,
        finalUrl: url,
        redirects: [],
        truncated: false,
        ip: '127.0.0.1',
      });
      expect(answer.headers).toMatchObject({ 'content-type': 'text/plain', 'x-seen': 'text/html' });
      expect(text(answer.body)).toBe('nothing here');
    });

    it('refuses what is not listed, before a connection is made', async () => {
      await using site = await countingListener();
      const outbound = create({ allowPrivate: [] });
      const attempt = outbound.fetch(`http://127.0.0.1:${site.port}/`, limits);
      await expect(attempt).rejects.toMatchObject({ name: 'OutboundError', kind: 'refused' });
      expect(site.connections()).toBe(0);
    });

    it('follows five redirects and no sixth', async () => {
      await using site = await countingListener((request, response) => {
        const left = Number(new URL(request.url ?? '', 'http://x').pathname.slice(1));
        if (left === 0) response.end('arrived');
        else response.writeHead(302, { location: `/${left - 1}` }).end();
      });
      const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
      const five = await outbound.fetch(`http://127.0.0.1:${site.port}/5`, limits);
      expect(text(five.body)).toBe('arrived');
      expect(five.redirects).toHaveLength(5);
      const six = outbound.fetch(`http://127.0.0.1:${site.port}/6`, limits);
      await expect(six).rejects.toMatchObject({ kind: 'redirect_loop' });
    });

    it('cuts a body at the limit or fails, as asked, also past decompression', async () => {
      const bomb = gzipSync(Buffer.alloc(20_000_000));
      await using site = await countingListener((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      });
      const outbound = create({ allowPrivate: [`127.0.0.1:${site.port}`] });
      const url = `http://127.0.0.1:${site.port}/`;
      const cut = await outbound.fetch(url, { ...limits, onOverflow: 'truncate' });
      expect(cut).toMatchObject({ truncated: true, status: 200 });
      expect(cut.body.byteLength).toBe(limits.maxBytes);
      await expect(outbound.fetch(url, limits)).rejects.toMatchObject({ kind: 'too_large' });
    });
  });
}
