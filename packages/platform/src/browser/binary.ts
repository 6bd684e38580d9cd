import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { access, chmod, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { z } from 'zod';
import { findPackage } from './packages.ts';

export type BrowserBinary = {
  path: string;
  /** Shared libraries that came with it, for machines that lack them. */
  libraries?: string;
  source: 'configured' | 'installed' | 'package';
};

const INSTALLED = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a Chromium: the configured one, an installed one, else the one inside the npm package, which is
 * unpacked once into `cacheDir`.
 * @throws Error when there is none for this machine
 */
export async function findBrowser(config: {
  executablePath?: string | undefined;
  cacheDir: string;
  packagesFrom: string;
}): Promise<BrowserBinary> {
  if (config.executablePath) {
    await access(config.executablePath, constants.X_OK);
    return { path: config.executablePath, source: 'configured' };
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return { path: installed, source: 'installed' };
  const folder = findPackage('@sparticuz/chromium', config.packagesFrom);
  if (!folder || process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install Chrome, or set CHROMIUM_PATH.');
  }
  return unpack(folder, config.cacheDir);
}

/** Unpacks under a temporary name and renames: an interrupted run leaves nothing that could be mistaken for a browser. */
async function unpack(packageFolder: string, cacheDir: string): Promise<BrowserBinary> {
  const manifest = await readFile(join(packageFolder, 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const target = join(cacheDir, `chromium-${version}`);
  const binary: BrowserBinary = {
    path: join(target, 'chromium'),
    libraries: join(target, 'lib'),
    source: 'package',
  };
  if (existsSync(binary.path)) return binary;
  const temporary = join(cacheDir, `.unpack-${process.pid}-${Date.now()}`);
  await mkdir(temporary, { recursive: true, mode: 0o755 });
  try {
    const source = createReadStream(join(packageFolder, 'bin', 'chromium.br'));
    await pipeline(source, createBrotliDecompress(), createWriteStream(join(temporary, 'chromium')));
    await chmod(join(temporary, 'chromium'), 0o755);
    await unpackTar(join(packageFolder, 'bin', 'al2023.tar.br'), join(temporary, 'lib'));
    await rename(temporary, target).catch((error: unknown) => {
      // Another process was faster: its browser is as good.
      if (!existsSync(binary.path)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return binary;
}

/** Reads the plain files of a small ustar archive into one folder. Source: POSIX.1-2017, pax interchange format. */
async function unpackTar(archive: string, folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const tar = await promisify(brotliDecompress)(await readFile(archive));
  for (let at = 0; at + 512 <= tar.byteLength; ) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    if (name === '') return;
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0;
    const type = tar.toString('latin1', at + 156, at + 157);
    const isFile = type === '0' || type === '\0';
    const content = tar.subarray(at + 512, at + 512 + size);
    if (isFile && dirname(name).endsWith('lib'))
      await writeFile(join(folder, basename(name)), content, { mode: 0o755 });
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
