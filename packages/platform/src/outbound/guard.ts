import dns from 'node:dns/promises';
import net from 'node:net';
import { isPublicAddress, normalAddress } from './address.ts';
import { OutboundError } from './outbound.ts';

export type GuardConfig = {
  /** `host:port` that may be dialled although private; IPv6 hosts in brackets. */
  allowPrivate?: string[];
  /** The name server to ask, as `host:port`; without it the system's resolver is asked. */
  dnsServer?: string;
  /** Limit on one look-up. Default 5,000. */
  resolveTimeoutMs?: number;
};

export type CheckedAddress = { address: string; family: 4 | 6 };

/** A host whose every address was checked; only these addresses are dialled. */
export type Destination = { hostname: string; port: number; addresses: CheckedAddress[] };

export interface Guard {
  /** Reads and checks an address. @throws OutboundError refused | unreachable | timeout */
  checkUrl(url: string | URL): Promise<{ url: URL; destination: Destination }>;
  /** The same for a bare host and port, as a CONNECT request names them. */
  checkHost(hostname: string, port: number): Promise<Destination>;
}

type Resolve = (hostname: string) => Promise<CheckedAddress[]>;

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };
const MAX_URL_LENGTH = 8_192;

// Ports on which an HTTP request could be read as another protocol (WHATWG Fetch, "bad port").
const BAD_PORTS = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/**
 * Decides what may be dialled: http and https, to names all of whose addresses are public unicast.
 * @param config the exceptions and the name server; both come from the environment, local only
 */
export function createGuard(config: GuardConfig = {}): Guard {
  const allowed = new Set((config.allowPrivate ?? []).map(normalHostPort));
  const resolve = resolver(config);

  async function checkHost(rawHostname: string, port: number): Promise<Destination> {
    const hostname = normalHostname(rawHostname);
    const exempt = allowed.has(`${hostname}:${port}`);
    if (!exempt && (BAD_PORTS.has(port) || isLocalName(hostname))) throw refused();
    const addresses = await resolve(hostname);
    const mayDial = ({ address }: CheckedAddress) =>
      exempt || isPublicAddress(address) || allowed.has(`${normalAddress(address)}:${port}`);
    if (!addresses.every(mayDial)) throw refused();
    return { hostname, port, addresses: addresses.slice(0, 4) };
  }

  async function checkUrl(input: string | URL) {
    const url = parseWebUrl(String(input));
    const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
    return { url, destination: await checkHost(url.hostname, port) };
  }

  return { checkUrl, checkHost };
}

/** An http(s) address without credentials: they are dropped, never sent. @throws OutboundError refused */
export function parseWebUrl(input: string): URL {
  if (input.length > MAX_URL_LENGTH || !URL.canParse(input)) throw refused('This is not a web address.');
  const url = new URL(input);
  if (!(url.protocol in DEFAULT_PORTS) || url.hostname === '') {
    throw refused('Only http and https addresses can be opened.');
  }
  url.username = '';
  url.password = '';
  return url;
}

/**
 * Opens a connection to a checked destination: the name is not looked up again.
 * @throws OutboundError unreachable | timeout
 */
export function dial(destination: Destination, limits: { timeoutMs: number; signal?: AbortSignal }) {
  const { addresses, port } = destination;
  return new Promise<net.Socket>((resolve, reject) => {
    const socket = net.connect({
      // The name is a placeholder: `lookup` answers with the checked addresses and nothing else.
      host: 'checked.invalid',
      port,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: 1_000,
      lookup: (_name, options, done) => {
        const first = addresses[0];
        if (options.all) done(null, addresses);
        else done(null, first?.address ?? '', first?.family ?? 4);
      },
    });
    // A connection may fail between this promise and its next owner: never without a listener.
    socket.on('error', () => {});
    const fail = (error: OutboundError) => {
      settle();
      socket.destroy();
      reject(error);
    };
    const tooLate = () => fail(new OutboundError('timeout', 'The site did not answer in time.'));
    const timer = setTimeout(tooLate, limits.timeoutMs);
    const onError = (cause: Error) =>
      fail(new OutboundError('unreachable', 'The site could not be reached.', { cause }));
    const settle = () => {
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', tooLate);
      socket.off('error', onError);
    };
    limits.signal?.addEventListener('abort', tooLate, { once: true });
    if (limits.signal?.aborted) tooLate();
    socket.once('error', onError);
    socket.once('connect', () => {
      if (!addresses.some(({ address }) => sameAddress(address, socket.remoteAddress)))
        return fail(refused());
      settle();
      resolve(socket);
    });
  });
}

function sameAddress(checked: string, dialled: string | undefined): boolean {
  return dialled !== undefined && normalAddress(checked) === normalAddress(dialled);
}

function resolver(config: GuardConfig): Resolve {
  const timeoutMs = config.resolveTimeoutMs ?? 5_000;
  const lookUp = config.dnsServer ? askServer(config.dnsServer, timeoutMs) : askSystem;
  return async (hostname) => {
    const literal = literalAddress(hostname);
    if (literal) return [literal];
    const addresses = await withTimeout(lookUp(hostname), timeoutMs * 2);
    if (addresses.length === 0) throw new OutboundError('unreachable', 'This name has no address.');
    return addresses;
  };
}

async function askSystem(hostname: string): Promise<CheckedAddress[]> {
  const found = await dns.lookup(hostname, { all: true, verbatim: true }).catch(noSuchName);
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function askServer(server: string, timeoutMs: number): Resolve {
  const asked = new dns.Resolver({ timeout: timeoutMs / 2, tries: 2 });
  asked.setServers([server]);
  return async (hostname) => {
    const [v4, v6] = await Promise.allSettled([asked.resolve4(hostname), asked.resolve6(hostname)]);
    if (v4.status === 'rejected' && v6.status === 'rejected') return noSuchName(v4.reason);
    const found4 = v4.status === 'fulfilled' ? v4.value : [];
    const found6 = v6.status === 'fulfilled' ? v6.value : [];
    return [
      ...found4.map((address): CheckedAddress => ({ address, family: 4 })),
      ...found6.map((address): CheckedAddress => ({ address, family: 6 })),
    ];
  };
}

function noSuchName(cause: unknown): never {
  throw new OutboundError('unreachable', 'No site was found under this name.', { cause });
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const late = () =>
      reject(new OutboundError('timeout', 'The name of the site could not be looked up in time.'));
    timer = setTimeout(late, timeoutMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function literalAddress(hostname: string): CheckedAddress | undefined {
  const family = net.isIP(hostname);
  return family === 4 || family === 6 ? { address: hostname, family } : undefined;
}

function isLocalName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}

/** Every notation to one: decimal, octal, hex, short, upper case, full width, brackets, trailing dots. */
function normalHostname(raw: string): string {
  const trimmed = raw.replace(/\.+$/, '');
  const bare = trimmed.includes(':') && !trimmed.startsWith('[') ? `[${trimmed}]` : trimmed;
  if (/[/?#@\\\s]/.test(bare) || !URL.canParse(`http://${bare}/`)) throw refused();
  const { hostname } = new URL(`http://${bare}/`);
  if (hostname === '') throw refused();
  return hostname.startsWith('[') ? normalAddress(hostname.slice(1, -1)) : hostname;
}

function normalHostPort(entry: string): string {
  const split = entry.trim().lastIndexOf(':');
  return `${normalHostname(entry.trim().slice(0, split))}:${Number(entry.trim().slice(split + 1))}`;
}

function refused(message = 'This address is not on the public web, so it is not opened.'): OutboundError {
  return new OutboundError('refused', message);
}
