import { newId } from '@portfolio/db/ids';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Files } from './files.ts';

const textOf = async (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

/** What every driver of files must do. Keys are the suite's own, so that drivers may share a store. */
export const filesContract = (name: string, make: () => Files): void => {
  const key = (): string => `contract/${newId()}`;
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  test(`${name}: gives back what was put, whole and as a stream`, async () => {
    const [files, at] = [make(), key()];
    await files.put(at, bytes('grüße'));
    expect(Buffer.from((await files.get(at)) ?? []).toString()).toBe('grüße');
    const opened = await files.open(at);
    expect(opened?.size).toBe(bytes('grüße').byteLength);
    expect(opened && (await textOf(opened.stream))).toBe('grüße');
  });

  test(`${name}: any bytes come back as they went`, async () => {
    const [files, at] = [make(), key()];
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (content) => {
        await files.put(at, content);
        expect(Buffer.from((await files.get(at)) ?? []).equals(Buffer.from(content))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test(`${name}: a second put takes the place of the first`, async () => {
    const [files, at] = [make(), key()];
    await files.put(at, bytes('a long first text'));
    await files.put(at, bytes('short'));
    expect(Buffer.from((await files.get(at)) ?? []).toString()).toBe('short');
  });

  test(`${name}: of twenty puts at once one stands, whole`, async () => {
    const [files, at] = [make(), key()];
    const texts = Array.from({ length: 20 }, (_, n) => String(n).repeat(50_000));
    await Promise.all(texts.map((text) => files.put(at, bytes(text))));
    expect(texts).toContain(Buffer.from((await files.get(at)) ?? []).toString());
  });

  test(`${name}: what is not there is null, and deleting it is no error`, async () => {
    const [files, at] = [make(), key()];
    expect([await files.get(at), await files.open(at)]).toEqual([null, null]);
    await files.delete(at);
    await files.put(at, bytes('x'));
    await files.delete(at);
    await files.delete(at);
    expect(await files.get(at)).toBeNull();
  });

  test(`${name}: a key that is not one of ours is refused`, async () => {
    const files = make();
    for (const bad of [
      '../up',
      '/root',
      'a//b',
      'a/../b',
      'UPPER',
      'a b',
      'a\0b',
      '',
      'ü',
      'x'.repeat(400),
    ]) {
      await expect(files.put(bad, bytes('x')), bad).rejects.toThrow();
      await expect(files.get(bad), bad).rejects.toThrow();
    }
  });

  test(`${name}: says that it can be used`, async () => {
    await make().check();
  });
};
