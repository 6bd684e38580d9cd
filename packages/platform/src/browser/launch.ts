import { type ChildProcess, spawn } from 'node:child_process';
import type { BrowserBinary } from './binary.ts';
import { Cdp } from './cdp.ts';
import { killGroup, makeProfile, noteBrowser, removeProfile } from './profile.ts';

export type LaunchConfig = {
  binary: BrowserBinary;
  cacheDir: string;
  fontConfigPath: string;
  proxyUrl: string;
  /** V8 heap of one page. */
  pageHeapMb: number;
  /** Whether a machine that forbids the sandbox may still draw pages; said through `warn`. */
  allowWithoutSandbox: boolean;
  warn: (message: string) => void;
};

export type RunningBrowser = {
  cdp: Cdp;
  pid: number;
  /** Ends every process of the browser and removes its profile. */
  kill(): Promise<void>;
};

type Attempt = { sandbox: boolean; libraries: boolean; uid?: number };

const START_TIMEOUT_MS = 20_000;
const NOBODY = 65_534;

/** Starts the browser in the safest way that this machine allows. @throws Error when it does not start at all */
export async function launchBrowser(config: LaunchConfig): Promise<RunningBrowser> {
  const failures: string[] = [];
  for (const attempt of attempts(config)) {
    try {
      const running = await start(config, attempt);
      if (!attempt.sandbox)
        config.warn(
          `The browser runs without its sandbox${attempt.uid === undefined && process.getuid?.() === 0 ? ', as root' : ''}: this machine does not allow it.`,
        );
      return running;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  const hint = config.allowWithoutSandbox
    ? ''
    : ' It needs its sandbox here: let unprivileged users make user namespaces, and let them read DATA_DIR/browser and the program.';
  const reason = `The browser does not start: ${[...new Set(failures)].join('; ')}.${hint}`;
  config.warn(reason);
  throw new Error(reason);
}

/**
 * The sandbox needs an unprivileged user: as root we become `nobody`. Without it, where that is allowed at all, `nobody`
 * comes first too; root is for a folder that `nobody` cannot enter.
 */
function attempts({ binary, allowWithoutSandbox }: LaunchConfig): Attempt[] {
  const users = process.getuid?.() === 0 ? [NOBODY] : [undefined];
  const own = binary.libraries ? [false, true] : [false];
  const as = (sandbox: boolean, uid: number | undefined): Attempt[] =>
    own.map((libraries) => ({ sandbox, libraries, ...(uid === undefined ? {} : { uid }) }));
  const safe = users.flatMap((uid) => as(true, uid));
  const bare = [...new Set([...users, undefined])].flatMap((uid) => as(false, uid));
  return allowWithoutSandbox ? [...safe, ...bare] : safe;
}

async function start(config: LaunchConfig, attempt: Attempt): Promise<RunningBrowser> {
  const owner = attempt.uid === undefined ? undefined : { uid: attempt.uid, gid: attempt.uid };
  const profile = await makeProfile(config.cacheDir, owner);
  const child = spawn(config.binary.path, browserArguments(config, profile, attempt), {
    // A group of its own, so that all of its processes can be ended at once; the pipe ends it when we are gone.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    cwd: profile,
    env: environment(config, profile, attempt),
    ...owner,
  });
  const exited = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? code}`)));
  });
  exited.catch(() => {});
  const onExit = () => killGroup(child.pid ?? 0);
  const kill = async () => {
    process.off('exit', onExit);
    if (child.pid) killGroup(child.pid);
    await exited.catch(() => {});
    await removeProfile(profile);
  };
  process.once('exit', onExit);
  try {
    if (child.pid === undefined) await exited;
    const cdp = connect(child);
    await noteBrowser(profile, child.pid ?? 0);
    await Promise.race([cdp.run('Browser.getVersion'), exited, startTimeout()]);
    await cdp.run('Target.setDiscoverTargets', { discover: true });
    return { cdp, pid: child.pid ?? 0, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

function connect(child: ChildProcess): Cdp {
  const [, , , commands, answers] = child.stdio;
  if (!commands || !('write' in commands) || !answers || !('read' in answers))
    throw new Error('it has no pipe');
  return new Cdp(commands, answers);
}

function startTimeout(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('it did not answer in time')), START_TIMEOUT_MS).unref();
  });
}

/** The process gets no variable of ours: what a page may break into should know nothing. */
function environment(config: LaunchConfig, profile: string, attempt: Attempt): NodeJS.ProcessEnv {
  return {
    HOME: profile,
    TMPDIR: profile,
    XDG_CONFIG_HOME: profile,
    XDG_CACHE_HOME: profile,
    PATH: '/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    NODE_ENV: 'production',
    FONTCONFIG_FILE: config.fontConfigPath,
    ...(attempt.libraries && config.binary.libraries ? { LD_LIBRARY_PATH: config.binary.libraries } : {}),
  };
}

const DISABLED_FEATURES = [
  'AsyncDns',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'DnsOverHttps',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'Prerender2',
  'Translate',
  'WebOTP',
];

function browserArguments(config: LaunchConfig, profile: string, attempt: Attempt): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    ...(attempt.sandbox ? [] : ['--no-sandbox', '--no-zygote-sandbox']),
    // Everything goes through the checking proxy, loopback too, and names are looked up by it alone.
    `--proxy-server=${config.proxyUrl}`,
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--disable-quic',
    '--dns-prefetch-disable',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    // It speaks to nobody by itself.
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-crash-reporter',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-sync',
    '--metrics-recording-only',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--password-store=basic',
    '--use-mock-keychain',
    `--disable-features=${DISABLED_FEATURES.join(',')}`,
    // A page is bounded, and needs no device.
    `--js-flags=--max-old-space-size=${config.pageHeapMb}`,
    '--autoplay-policy=user-gesture-required',
    '--deny-permission-prompts',
    '--disable-3d-apis',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--disable-notifications',
    '--disable-speech-api',
    '--mute-audio',
    '--hide-scrollbars',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
    'about:blank',
  ];
}
