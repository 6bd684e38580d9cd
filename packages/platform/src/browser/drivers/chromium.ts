import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Guard } from '../../outbound/guard.ts';
import { OutboundError } from '../../outbound/outbound.ts';
import { findBrowser } from '../binary.ts';
import { type Browser, BrowserError, type Capture, type CaptureRequest } from '../browser.ts';
import { writeFontConfig } from '../fonts.ts';
import { launchBrowser, type RunningBrowser } from '../launch.ts';
import { Page } from '../page.ts';
import { sweepProfiles } from '../profile.ts';
import { type GuardedProxy, startGuardedProxy } from '../proxy.ts';

export type ChromiumConfig = {
  guard: Guard;
  /** Where the unpacked browser, profiles and font cache live; on one file system, not shared by machines. */
  cacheDir: string;
  /** CHROMIUM_PATH. */
  executablePath?: string | undefined;
  /** A folder of the repository or of an app, from which packages are found. Default the working directory. */
  packagesFrom?: string;
  /** Default 2. */
  maxPages?: number;
  /** Pages after which the browser is started anew. Default 50. */
  recycleAfterPages?: number;
  /** Resident memory of the whole browser past which it is started anew. Default 900. */
  recycleAboveMb?: number;
  /** Resident memory past which a page is ended. Default 700. */
  pageMemoryMb?: number;
  /** V8 heap of one page. Default 256. */
  pageHeapMb?: number;
  /** What one page may receive. Default 64,000,000. */
  pageMaxBytes?: number;
  /** After this long without a page the browser ends, to give its memory back. Default 60,000. */
  idleMs?: number;
  /** Local only: draw pages even where the machine forbids the sandbox. Default false. */
  allowWithoutSandbox?: boolean;
  warn?: (message: string) => void;
};

const processes = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });
const version = z.object({ userAgent: z.string() });
const context = z.object({ browserContextId: z.string() });
const target = z.object({
  targetInfo: z.object({ targetId: z.string(), type: z.string(), openerId: z.string().optional() }),
});

const WATCH_MS = 250;
const CLOSE_LIMIT_MS = 2_000;
const PAGE_SIZE = 4_096;

type Running = RunningBrowser & {
  proxy: GuardedProxy;
  userAgent: string;
  pages: number;
  active: number;
  worn: boolean;
};

/** Chromium with one browser process, a few pages at once, and everything bounded. */
export function createChromium(config: ChromiumConfig): Browser {
  return new Chromium(config);
}

class Chromium implements Browser {
  readonly #config: ChromiumConfig;
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #running: Promise<Running> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #swept = false;

  constructor(config: ChromiumConfig) {
    this.#config = config;
  }

  async check(): Promise<void> {
    const { cacheDir, executablePath, packagesFrom = process.cwd() } = this.#config;
    const { path, libraries } = await findBrowser({ cacheDir, packagesFrom, executablePath });
    const env = { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
    await promisify(execFile)(path, ['--version'], { env, timeout: 10_000 });
  }

  async capture(request: CaptureRequest): Promise<Capture> {
    const whole = {
      width: 1_280,
      height: 800,
      format: 'webp' as const,
      timeoutMs: 15_000,
      settleMs: 7_000,
      ...request,
    };
    await this.#takeTurn();
    try {
      await this.#config.guard.checkUrl(whole.url).catch(notOpened);
      return await this.#captureOnce(whole, true);
    } finally {
      this.#endTurn();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const running = this.#running;
    this.#running = undefined;
    if (running) await running.then(shutDown, () => {});
  }

  /** When the whole browser died, by another page's fault as it may be, the page gets a second chance. */
  async #captureOnce(request: Required<CaptureRequest>, again: boolean): Promise<Capture> {
    const running = await this.#browser();
    const died = new AbortController();
    const stop = running.cdp.listen((event) => event.method === 'gone' && died.abort());
    running.active += 1;
    running.pages += 1;
    try {
      return await this.#withContext(running, request);
    } catch (error) {
      if (again && died.signal.aborted) return await this.#captureOnce(request, false);
      throw error instanceof BrowserError
        ? error
        : new BrowserError('crashed', 'The page could not be drawn.', { cause: error });
    } finally {
      stop();
      running.active -= 1;
      await this.#wearOut(running, died.signal.aborted);
    }
  }

  async #withContext(running: Running, request: Required<CaptureRequest>): Promise<Capture> {
    const { cdp } = running;
    const proxy = running.proxy.open(this.#config.pageMaxBytes ?? 64_000_000);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
    const place = { disposeOnDetach: true, proxyServer: running.proxy.url, proxyBypassList: '<-loopback>' };
    const { browserContextId: contextId } = await cdp.send('Target.createBrowserContext', place, context);
    const watch = this.#watchMemory(running);
    try {
      await cdp.run('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId: contextId });
      const page = new Page(
        { cdp, contextId, proxy, userAgent: running.userAgent, signal: deadline.signal },
        request.url,
      );
      return await page.capture(request);
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      proxy.close();
      await this.#dispose(running, contextId);
    }
  }

  /** A page that does not let go of its context marks the browser as worn: it ends with its last page. */
  async #dispose(running: Running, browserContextId: string) {
    const disposed = running.cdp.run('Target.disposeBrowserContext', { browserContextId }).then(
      () => true,
      () => false,
    );
    const late = new Promise<boolean>((done) => setTimeout(() => done(false), CLOSE_LIMIT_MS).unref());
    if (!(await Promise.race([disposed, late]))) running.worn = true;
  }

  /** Ends a page whose process grows past the limit: what V8's own limit does not see, such as buffers and huge DOMs. */
  #watchMemory(running: Running): NodeJS.Timeout {
    const limit = (this.#config.pageMemoryMb ?? 700) * 1_000_000;
    const look = async () => {
      for (const { type, id } of await listProcesses(running)) {
        if (type === 'renderer' && (await residentBytes(id)) > limit) process.kill(id, 'SIGKILL');
      }
    };
    return setInterval(() => void look().catch(() => {}), WATCH_MS);
  }

  async #wearOut(running: Running, died: boolean) {
    const tired = running.pages >= (this.#config.recycleAfterPages ?? 50) || running.worn || died;
    const limit = (this.#config.recycleAboveMb ?? 900) * 1_000_000;
    if (!tired && (await totalResident(running)) < limit) return;
    const current = await this.#running?.catch(() => undefined);
    if (current === running) this.#running = undefined;
    if (running.active === 0) await shutDown(running);
  }

  #browser(): Promise<Running> {
    clearTimeout(this.#idle);
    this.#running ??= this.#start().catch((error: unknown) => {
      this.#running = undefined;
      throw error;
    });
    return this.#running;
  }

  async #start(): Promise<Running> {
    const { cacheDir, executablePath } = this.#config;
    const packagesFrom = this.#config.packagesFrom ?? process.cwd();
    const warn = this.#config.warn ?? (() => {});
    await mkdir(cacheDir, { recursive: true, mode: 0o755 });
    if (!this.#swept) await sweepProfiles(cacheDir);
    this.#swept = true;
    const binary = await findBrowser({ executablePath, cacheDir, packagesFrom });
    const fontConfigPath = await writeFontConfig(cacheDir, packagesFrom);
    const proxy = await startGuardedProxy(this.#config.guard);
    const running = await launchBrowser({
      binary,
      cacheDir,
      fontConfigPath,
      proxyUrl: proxy.url,
      pageHeapMb: this.#config.pageHeapMb ?? 256,
      allowWithoutSandbox: this.#config.allowWithoutSandbox ?? false,
      warn,
    }).catch(async (error: unknown) => {
      await proxy.close();
      throw error;
    });
    closePopups(running);
    const { userAgent } = await running.cdp.send('Browser.getVersion', {}, version);
    const polite = userAgent.replace('HeadlessChrome', 'Chrome');
    return { ...running, proxy, userAgent: polite, pages: 0, active: 0, worn: false };
  }

  async #takeTurn() {
    clearTimeout(this.#idle);
    if (this.#busy < (this.#config.maxPages ?? 2)) this.#busy += 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
  }

  #endTurn() {
    const next = this.#waiting.shift();
    if (next) return next();
    this.#busy -= 1;
    if (this.#busy > 0) return;
    this.#idle = setTimeout(() => void this.close().catch(() => {}), this.#config.idleMs ?? 60_000);
    this.#idle.unref();
  }
}

/** The same answer as the proxy would give, before a page is made for it. */
function notOpened(error: unknown): never {
  const kind = error instanceof OutboundError ? error.kind : 'unreachable';
  const message = error instanceof Error ? error.message : 'The page could not be reached.';
  throw new BrowserError(kind === 'refused' || kind === 'timeout' ? kind : 'unreachable', message, {
    cause: error,
  });
}

async function shutDown(running: Running) {
  await running.kill();
  await running.proxy.close();
}

/** A page that a page opens is closed before it can show itself. */
function closePopups({ cdp }: RunningBrowser) {
  cdp.listen(({ method, params }) => {
    if (method !== 'Target.targetCreated') return;
    const { targetId, type, openerId } = target.parse(params).targetInfo;
    if (type === 'page' && openerId) cdp.run('Target.closeTarget', { targetId }).catch(() => {});
  });
}

async function listProcesses({ cdp }: RunningBrowser) {
  return (await cdp.send('SystemInfo.getProcessInfo', {}, processes)).processInfo;
}

async function totalResident(running: Running): Promise<number> {
  const found = await listProcesses(running).catch(() => []);
  const sizes = await Promise.all(found.map(({ id }) => residentBytes(id)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** From /proc; 0 where there is none, so that the limit on memory holds on Linux alone. */
async function residentBytes(pid: number): Promise<number> {
  const statm = await readFile(join('/proc', String(pid), 'statm'), 'utf8').catch(() => '');
  return (Number(statm.split(' ')[1]) || 0) * PAGE_SIZE;
}
