import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

// Ranges that ipaddr.js calls unicast or lumps together, yet which are not the public internet.
const REFUSED_V6 = [
  '::/96', // unspecified, loopback and the deprecated IPv4-compatible form
  '::ffff:0:0:0/96', // IPv4-translated (SIIT)
  '64:ff9b:1::/48', // local-use NAT64
  '100::/64', // discard only
  '100:0:0:1::/64', // dummy prefix
  '2001::/23', // IETF protocol assignments: Teredo, benchmarking, ORCHID, …
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which carries an IPv4 address to a relay
  '3fff::/20', // documentation
  '5f00::/16', // segment routing identifiers
  'fc00::/7', // unique local, with the metadata address fd00:ec2::254
  'fe80::/10', // link-local
  'fec0::/10', // site-local
  'ff00::/8', // multicast
].map((range) => ipaddr.IPv6.parseCIDR(range));

const REFUSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local, with the metadata address
  '168.63.129.16/32', // metadata and health service of one cloud, on a public range
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16',
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved and broadcast
].map((range) => ipaddr.IPv4.parseCIDR(range));

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const MAPPED = ipaddr.IPv6.parseCIDR('::ffff:0:0/96');

/**
 * Whether an address, as a resolver gives it, is public unicast: the only kind that may be dialled.
 * Forms that carry an IPv4 address inside (mapped, NAT64) are as public as what they carry.
 * Sources: IANA special-purpose registries for IPv4 and IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%') || isIP(address) === 0) return false;
  const parsed = ipaddr.parse(normalAddress(address));
  if (parsed instanceof ipaddr.IPv4) return isPublicV4(parsed);
  const bytes = parsed.toByteArray();
  if (parsed.match(MAPPED) || parsed.match(NAT64)) return isPublicV4(new ipaddr.IPv4(bytes.slice(12)));
  if (REFUSED_V6.some((range) => parsed.match(range))) return false;
  return parsed.match(GLOBAL_UNICAST) && parsed.range() === 'unicast';
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !REFUSED_V4.some((range) => address.match(range));
}

/**
 * One spelling per address, so that two spellings compare equal; anything else is given back as it is. IPv6 goes
 * through the URL parser, because ipaddr.js reads the deprecated `::8.8.8.8` as the mapped `::ffff:8.8.8.8`.
 */
export function normalAddress(address: string): string {
  if (isIP(address) !== 6 || address.includes('%')) return address;
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}
