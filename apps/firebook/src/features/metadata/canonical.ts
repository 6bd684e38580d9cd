import { getDomain, getSubdomain } from 'tldts';
import { HOST_PARAMETERS, isTracking } from './tracking.ts';

const MOBILE_LABELS = new Set(['m', 'mobile', 'amp', 'touch']);
const WITH_WWW = new Set([
  'youtube.com',
  'facebook.com',
  'imdb.com',
  'reddit.com',
  'yelp.com',
  'ebay.com',
  'amazon.com',
]);
const UNRESERVED = /%(?:2D|2E|5F|7E|3\d|[46][1-9A-F]|[57][0-9A])/g;

/**
 * The address by which two saves are known to be the same page: without tracking parameters, AMP and mobile
 * hosts, default ports, credentials and fragments that are no routes; parameters in the order of their names.
 * Idempotent. What is not an http(s) address is given back as it is.
 */
export function canonicalUrl(address: string): string {
  let current = address.trim();
  // An AMP cache holds another address, which may need the same treatment: few rounds reach the end.
  for (let round = 0; round < 6; round += 1) {
    const next = canonicalOnce(current);
    if (next === current) return next;
    current = next;
  }
  return current;
}

function canonicalOnce(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return address;
  const wrapped = ampTarget(url);
  if (wrapped) return wrapped;
  url.username = '';
  url.password = '';
  url.hash = routeFragment(url.hash);
  url.hostname = url.hostname.replace(/\.+$/, '');
  url.hostname = canonicalHost(url.hostname);
  rewriteVideo(url);
  url.pathname = canonicalPath(url);
  url.search = canonicalQuery(url);
  return url.href.endsWith('?') ? url.href.slice(0, -1) : url.href;
}

/** The page inside an AMP cache address, such as google.com/amp/s/example.com/page. */
function ampTarget(url: URL): string | undefined {
  const domain = getDomain(url.hostname);
  const isViewer = (domain?.startsWith('google.') || domain === 'bing.com') && /^\/amp\//.test(url.pathname);
  const isCache = url.hostname.endsWith('.cdn.ampproject.org');
  const found =
    isViewer || isCache ? /^\/(?:amp|[cvi])\/(s\/)?([^/]+\.[^/]+)(\/.*)?$/.exec(url.pathname) : undefined;
  if (!found) return undefined;
  const target = `${found[1] ? 'https' : 'http'}://${found[2]}${found[3] ?? '/'}${url.search}`;
  return URL.canParse(target) ? target : undefined;
}

/** A fragment is kept where it names a route of a page drawn by script. */
function routeFragment(hash: string): string {
  const plain = hash.replace(/:~:.*$/, '');
  return /^#!?\/./.test(plain) || /^#!./.test(plain) ? plain : '';
}

function canonicalHost(hostname: string): string {
  const domain = getDomain(hostname);
  const sub = getSubdomain(hostname);
  if (!domain || sub === null) return hostname;
  const labels = sub.split('.').filter((label) => label !== '' && !MOBILE_LABELS.has(label));
  if (labels.length === 0 && WITH_WWW.has(domain)) return `www.${domain}`;
  return [...labels, domain].join('.');
}

function rewriteVideo(url: URL) {
  const short = url.hostname === 'youtu.be' ? /^\/([\w-]{6,})\/?$/.exec(url.pathname) : undefined;
  const long = /^www\.youtube(?:-nocookie)?\.com$/.test(url.hostname)
    ? /^\/(?:shorts|embed|live|v)\/([\w-]{6,})\/?$/.exec(url.pathname)
    : undefined;
  const id = (short ?? long)?.[1];
  if (id === undefined) return;
  const rest = url.search.slice(1);
  url.protocol = 'https:';
  url.port = '';
  url.hostname = 'www.youtube.com';
  url.pathname = '/watch';
  url.search = rest === '' ? `v=${id}` : `v=${id}&${rest}`;
}

function canonicalPath(url: URL): string {
  const path = normalEscapes(url.pathname);
  const domain = getDomain(url.hostname) ?? '';
  if (/^amazon\./.test(domain)) {
    const product = /\/(?:dp|gp\/product)\/([A-Z0-9]{10})(?:\/|$)/.exec(path)?.[1];
    if (product) return `/dp/${product}`;
  }
  if (path === '/amp' || path === '/amp/') return path;
  return path.replace(/\/amp\/?$/, '').replace(/\.amp(\.html)?$/, '$1') || '/';
}

function canonicalQuery(url: URL): string {
  const domain = getDomain(url.hostname) ?? '';
  const local = HOST_PARAMETERS.find(({ host }) => host.test(domain))?.names;
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => ({ pair: normalEscapes(pair), name: decoded(pair.split('=')[0] ?? '') }))
    .filter(({ pair, name }) => !isTracking(name) && !local?.test(name) && !isAmp(pair));
  kept.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return kept.map(({ pair }) => pair).join('&');
}

function isAmp(pair: string): boolean {
  return /^(?:amp(?:=(?:1|true)?)?|outputType=amp|amp_js_v=.*|amp_gsa=.*|usqp=mq331.*)$/.test(pair);
}

function normalEscapes(text: string): string {
  const upper = text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return upper.replace(UNRESERVED, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
