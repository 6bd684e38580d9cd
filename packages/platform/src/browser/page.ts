import { z } from 'zod';
import { BrowserError, type Capture, type CaptureRequest } from './browser.ts';
import type { Cdp, CdpEvent } from './cdp.ts';
import { DRESS_SCRIPT, dressed } from './dress.ts';
import { authorityOf, PROXY_GREETING_URL, type ProxySession } from './proxy.ts';

const created = z.object({ targetId: z.string() });
const attached = z.object({ sessionId: z.string() });
const frameTree = z.object({
  frameTree: z.object({ frame: z.object({ id: z.string(), unreachableUrl: z.string().optional() }) }),
});
const navigated = z.object({ errorText: z.string().optional(), isDownload: z.boolean().optional() });
const isolated = z.object({ executionContextId: z.number() });
const evaluated = z.object({ result: z.object({ value: z.unknown().optional() }) });
const picture = z.object({ data: z.string() });
const documentResponse = z.object({
  type: z.string(),
  frameId: z.string().optional(),
  response: z.object({ url: z.string(), status: z.number() }),
});
const documentRequest = z.object({
  type: z.string().optional(),
  frameId: z.string().optional(),
  requestId: z.string(),
  request: z.object({ url: z.string() }),
});
const paused = z.object({
  requestId: z.string(),
  authChallenge: z.object({ source: z.string() }).optional(),
});

const QUIET_MS = 400;
const QUIET_LIMIT_MS = 2_500;

/** What a page needs besides itself. */
export type PageSetting = {
  cdp: Cdp;
  contextId: string;
  proxy: ProxySession;
  userAgent: string;
  signal: AbortSignal;
};

/** One page, from its address to its picture. Nothing here waits without the deadline of `signal`. */
export class Page {
  readonly #cdp: Cdp;
  readonly #setting: PageSetting;
  #sessionId = '';
  #frameId = '';
  #status = 0;
  #lastUrl: string;
  #loaded = false;
  #open = new Set<string>();
  #quietSince = performance.now();
  #wake = () => {};
  #fail: (error: BrowserError) => void = () => {};
  readonly #failed: Promise<never>;

  constructor(setting: PageSetting, url: string) {
    this.#cdp = setting.cdp;
    this.#setting = setting;
    this.#lastUrl = url;
    this.#failed = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    this.#failed.catch(() => {});
  }

  async capture(request: Required<CaptureRequest>): Promise<Capture> {
    const { signal } = this.#setting;
    const tooLate = () => this.#fail(new BrowserError('timeout', 'The page did not become ready in time.'));
    signal.addEventListener('abort', tooLate, { once: true });
    const stop = this.#cdp.listen((event) => this.#hear(event));
    try {
      return await Promise.race([this.#draw(request), this.#failed]);
    } finally {
      stop();
      signal.removeEventListener('abort', tooLate);
    }
  }

  async #draw(request: Required<CaptureRequest>): Promise<Capture> {
    await this.#prepare(request);
    await this.#navigate(request.url);
    await this.#settle(request.settleMs);
    const loaded = this.#loaded;
    const { url, title } = await this.#dress();
    const { data } = await this.#ask(
      'Page.captureScreenshot',
      { format: request.format, ...(request.format === 'webp' ? { quality: 80 } : {}) },
      picture,
    );
    return {
      image: Buffer.from(data, 'base64'),
      mimeType: request.format === 'webp' ? 'image/webp' : 'image/png',
      width: request.width,
      height: request.height,
      finalUrl: url,
      title,
      status: this.#status,
      state: loaded ? 'loaded' : 'partial',
    };
  }

  async #prepare({ width, height }: Required<CaptureRequest>) {
    const { contextId, userAgent } = this.#setting;
    const target = { url: 'about:blank', browserContextId: contextId, width, height };
    const { targetId } = await this.#cdp.send('Target.createTarget', target, created);
    const { sessionId } = await this.#cdp.send(
      'Target.attachToTarget',
      { targetId, flatten: true },
      attached,
    );
    this.#sessionId = sessionId;
    await this.#greetProxy();
    const { frameTree: tree } = await this.#ask('Page.getFrameTree', {}, frameTree);
    this.#frameId = tree.frame.id;
    await Promise.all([
      this.#run('Page.enable'),
      this.#run('Network.enable'),
      this.#run('Network.setBypassServiceWorker', { bypass: true }),
      this.#run('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'en' }),
      this.#run('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
      this.#run('Emulation.setEmulatedMedia', {
        features: [
          { name: 'prefers-reduced-motion', value: 'reduce' },
          { name: 'prefers-color-scheme', value: 'light' },
        ],
      }),
    ]);
  }

  /** The first answer of the proxy asks for the credential; after it the browser knows it for all of this context. */
  async #greetProxy() {
    await this.#run('Fetch.enable', {
      handleAuthRequests: true,
      patterns: [{ urlPattern: `${PROXY_GREETING_URL}*` }],
    });
    await this.#ask('Page.navigate', { url: PROXY_GREETING_URL }, navigated);
    await this.#run('Fetch.disable');
  }

  async #navigate(url: string) {
    const { errorText, isDownload } = await this.#ask('Page.navigate', { url }, navigated);
    if (isDownload) throw notHtml();
    if (errorText) throw this.#navigationError(errorText);
  }

  async #settle(settleMs: number) {
    const until = performance.now() + settleMs;
    while (!this.#loaded && performance.now() < until) await this.#nextEvent(until - performance.now());
    if (!this.#loaded) return;
    const quietUntil = Math.min(until, performance.now() + QUIET_LIMIT_MS);
    for (let left = QUIET_MS; left > 0 && performance.now() < quietUntil; ) {
      await this.#nextEvent(Math.min(left, quietUntil - performance.now()));
      left = this.#open.size === 0 ? QUIET_MS - (performance.now() - this.#quietSince) : QUIET_MS;
    }
  }

  async #dress(): Promise<{ url: string; title: string }> {
    const { frameTree: tree } = await this.#ask('Page.getFrameTree', {}, frameTree);
    if (tree.frame.unreachableUrl) throw this.#navigationError('', tree.frame.unreachableUrl);
    const { executionContextId } = await this.#ask(
      'Page.createIsolatedWorld',
      { frameId: tree.frame.id },
      isolated,
    );
    const script = {
      expression: DRESS_SCRIPT,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    };
    const { result } = await this.#ask('Runtime.evaluate', script, evaluated);
    return dressed.parse(result.value);
  }

  #hear(event: CdpEvent) {
    if (event.method === 'gone') return this.#fail(new BrowserError('crashed', 'The browser ended.'));
    if (event.sessionId !== this.#sessionId) return;
    try {
      this.#react(event);
    } catch (cause) {
      this.#fail(
        new BrowserError('crashed', 'The browser said something that was not understood.', { cause }),
      );
    }
    this.#wake();
  }

  #react({ method, params }: CdpEvent) {
    if (method === 'Inspector.targetCrashed') {
      this.#fail(new BrowserError('crashed', 'The page used up its memory.'));
    } else if (method === 'Page.javascriptDialogOpening') {
      this.#run('Page.handleJavaScriptDialog', { accept: false }).catch(() => {});
    } else if (method === 'Page.loadEventFired') {
      this.#loaded = true;
    } else if (method === 'Page.downloadWillBegin') {
      if (!this.#status) this.#fail(notHtml());
    } else if (method === 'Fetch.authRequired' || method === 'Fetch.requestPaused') {
      this.#answerProxy(method, paused.parse(params));
    } else if (method === 'Network.responseReceived') {
      this.#noteDocument(documentResponse.parse(params));
    } else if (method.startsWith('Network.')) {
      this.#noteTraffic(method, params);
    }
  }

  #answerProxy(method: string, { requestId, authChallenge }: z.infer<typeof paused>) {
    const { username, password } = this.#setting.proxy;
    const isProxy = authChallenge?.source === 'Proxy';
    const answer =
      method === 'Fetch.requestPaused'
        ? this.#run('Fetch.continueRequest', { requestId })
        : this.#run('Fetch.continueWithAuth', {
            requestId,
            authChallengeResponse: isProxy
              ? { response: 'ProvideCredentials', username, password }
              : { response: 'CancelAuth' },
          });
    answer.catch(() => {});
  }

  #noteDocument({ type, frameId, response }: z.infer<typeof documentResponse>) {
    if (type === 'Document' && frameId === this.#frameId) this.#status = response.status;
  }

  #noteTraffic(method: string, params: unknown) {
    if (method === 'Network.requestWillBeSent') {
      const { type, frameId, requestId, request } = documentRequest.parse(params);
      if (type === 'Document' && frameId === this.#frameId) this.#lastUrl = request.url;
      this.#open.add(requestId);
    } else if (method === 'Network.loadingFinished' || method === 'Network.loadingFailed') {
      this.#open.delete(z.object({ requestId: z.string() }).parse(params).requestId);
      this.#quietSince = performance.now();
    }
  }

  #navigationError(errorText: string, url = this.#lastUrl): BrowserError {
    const kind = this.#setting.proxy.failure(authorityOf(url));
    if (kind === 'refused')
      return new BrowserError('refused', 'The page leads to an address that is not public.');
    if (kind === 'timeout') return new BrowserError('timeout', 'The site did not answer in time.');
    if (errorText === 'net::ERR_ABORTED') return notHtml();
    return new BrowserError('unreachable', 'The page could not be reached.', { cause: new Error(errorText) });
  }

  #nextEvent(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, limitMs));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #ask<T extends z.ZodType>(method: string, params: object, answer: T) {
    return this.#cdp.send(method, params, answer, this.#sessionId);
  }

  #run(method: string, params: object = {}) {
    return this.#cdp.run(method, params, this.#sessionId);
  }
}

function notHtml() {
  return new BrowserError('not_html', 'This address is a file, not a page.');
}
