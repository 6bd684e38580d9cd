import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressed } from './compress.ts';

const ask = (accepted?: string): Request =>
  new Request(
    'http://127.0.0.1/',
    accepted === undefined ? {} : { headers: { 'accept-encoding': accepted } },
  );
const json = (length: number, headers: Record<string, string> = {}): Response =>
  Response.json('x'.repeat(length), { status: 201, headers });

describe('compressed', () => {
  it.each([2_100, 65_600, 4_000_000])('makes %i characters shorter, and the same again', async (length) => {
    const answer = await compressed(ask('gzip, deflate, br'), json(length));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([201, 'gzip']);
    expect(bytes.length).toBeLessThan(length / 10);
    expect(gunzipSync(bytes).toString()).toBe(JSON.stringify('x'.repeat(length)));
  });

  it.each([undefined, '', 'identity', 'br', 'gzip;q=0', '*;q=0, identity', 'gzip;q=0.1, identity;q=0.5'])(
    'leaves it for a caller who asks for %j',
    async (accepted) => {
      const answer = await compressed(ask(accepted), json(5_000));
      expect(answer.headers.get('content-encoding')).toBeNull();
      expect(answer.headers.get('vary')).toBe('Accept-Encoding');
      expect(await answer.json()).toBe('x'.repeat(5_000));
    },
  );

  it('leaves what is short, empty, a stream of events or compressed already', async () => {
    const events = new Response('data: x\n\n'.repeat(1_000), {
      headers: { 'content-type': 'text/event-stream' },
    });
    const empty = new Response(null, { status: 204, headers: { 'content-type': 'application/json' } });
    for (const answer of [events, empty]) expect(await compressed(ask('gzip'), answer)).toBe(answer);
    expect((await compressed(ask('gzip'), json(100))).headers.get('content-encoding')).toBeNull();
    const before = await compressed(ask('gzip'), json(5_000, { 'content-encoding': 'br' }));
    expect(before.headers.get('content-encoding')).toBe('br');
  });

  it('keeps the headers, each cookie by itself', async () => {
    const given = json(5_000, { 'x-request-id': 'a', vary: 'Cookie' });
    given.headers.append('set-cookie', 'a=1; Path=/');
    given.headers.append('set-cookie', 'b=2; Path=/');
    const { headers } = await compressed(ask('gzip'), given);
    expect(headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    expect([headers.get('x-request-id'), headers.get('vary')]).toEqual(['a', 'Cookie, Accept-Encoding']);
  });
});
