import { createReadStream } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { newId } from '@portfolio/db/ids';
import type { Files } from '../files.ts';

const keyPattern = /^[a-z0-9]+(?:[/.-][a-z0-9]+)*$/;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The embedded driver: files below one folder, written whole or not at all. */
export const diskFiles = (root: string): Files => {
  const pathOf = (key: string): string => {
    if (!keyPattern.test(key) || key.length > 300) throw new Error(`"${key}" is no file key`);
    return join(root, ...key.split('/'));
  };
  return {
    driver: 'disk',
    put: async (key, bytes) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.${newId()}`;
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path);
    },
    get: async (key) => {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    open: async (key) => {
      const path = pathOf(key);
      try {
        const { size } = await stat(path);
        return { stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, size };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    delete: (key) => rm(pathOf(key), { force: true }),
    check: async () => {
      await mkdir(root, { recursive: true });
      await access(root);
    },
  };
};
