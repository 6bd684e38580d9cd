import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { diskFiles } from './drivers/disk.ts';
import { filesContract } from './files.contract.ts';

const root = mkdtempSync(join(tmpdir(), 'files-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

filesContract('disk', () => diskFiles(root));

test('disk: nothing half written is left beside a file', async () => {
  const files = diskFiles(join(root, 'alone'));
  for (let n = 0; n < 5; n += 1) await files.put('one', new Uint8Array(10_000));
  expect(readdirSync(join(root, 'alone'))).toEqual(['one']);
});
