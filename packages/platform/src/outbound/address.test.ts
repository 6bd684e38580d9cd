import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './address.ts';

const REFUSED = [
  ['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1'],
  ['127.255.255.254', '168.63.129.16', '169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ['192.0.0.8', '192.0.2.1', '192.31.196.1', '192.52.193.1', '192.88.99.1', '192.168.0.1', '192.175.48.1'],
  ['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255'],
  ['240.0.0.1', '255.255.255.255', '::', '::1', '::2', '::127.0.0.1', '::8.8.8.8', '::ffff:127.0.0.1'],
  ['::ffff:10.0.0.1', '::ffff:169.254.169.254', '::ffff:0:127.0.0.1', '64:ff9b::127.0.0.1'],
  ['64:ff9b::10.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '64:ff9b:1:ffff::8.8.8.8', '100::1'],
  ['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:2::1', '2001:10::1', '2001:20::1'],
  ['2001:db8::1', '2002:7f00:1::', '2002:a00:1::1', '2002:808:808::1', '3fff::1', '5f00::1', 'fc00::1'],
  ['fd00::1', 'fd00:ec2::254', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1', 'ff0e::1', '4000::1', 'e000::1'],
  ['fe80::1%eth0', '2606:4700::1111%1', '127.1', '0x7f000001', '2130706433', '', 'localhost'],
].flat();

const PUBLIC = [
  ['1.1.1.1', '8.8.8.8', '93.184.215.14', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1'],
  ['192.167.0.1', '223.255.255.254', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2606:4700:4700::1111'],
  ['2001:4860:4860::8888', '2a00:1450:4001:80b::200e', '2400:cb00::1'],
].flat();

describe('isPublicAddress', () => {
  it.each(REFUSED)('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(PUBLIC)('lets %s pass', (address) => expect(isPublicAddress(address)).toBe(true));

  it('judges every mapped and NAT64 address as the IPv4 address inside', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const verdict = isPublicAddress(address);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(verdict);
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(verdict);
      }),
    );
  });
});
