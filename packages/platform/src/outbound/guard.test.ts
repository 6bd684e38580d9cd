import { describe, expect, it } from 'vitest';
import { createGuard } from './guard.ts';
import { countingListener, nameServer } from './testing.ts';

const HOSTS = [
  ['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0x7f.1', '017700000001'],
  [
    '0177.0.0.1',
    '0177.0.0x1',
    '00000177.0.0.1',
    '127.0.0.1.',
    '127.0.0.1..',
    '127.255.255.255',
    '0',
    '0.0.0.0',
  ],
  ['0x0', '10.0.0.1', '0xa000001', '012.0.0.1', '167772161', '172.16.0.1', '172.31.255.255', '0xac100001'],
  ['192.168.0.1', '192.168.1', '3232235521', '0xc0a80001', '100.64.0.1', '169.254.169.254', '2852039166'],
  ['0xa9fea9fe', '0251.0376.0251.0376', '169.254.43518', '192.0.0.192', '198.18.0.1', '192.0.2.1'],
  ['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255', '168.63.129.16'],
  ['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]', '[::127.0.0.1]'],
  [
    '[::ffff:127.0.0.1]',
    '[::FFFF:7F00:1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[::ffff:0:127.0.0.1]',
  ],
  ['[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[2002:a9fe:a9fe::]'],
  ['[2001:0:4136:e378:8000:63bf:3fff:fdd2]', '[2001:db8::1]', '[3fff::1]', '[100::1]', '[fc00::1]'],
  [
    '[fd00:ec2::254]',
    '[FD12:3456::1]',
    '[fe80::1]',
    '[fe80::1%25eth0]',
    '[fec0::1]',
    '[ff02::1]',
    '[5f00::1]',
  ],
  ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'LocalHost..', '１２７.0.0.1', '127。0。0。1'],
  ['①②⑦.0.0.1', 'user:pass@127.0.0.1', 'example.com@127.0.0.1', '%31%32%37.0.0.1', '①27.1'],
].flat();

const OTHER_REFUSALS = [
  [
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
  ],
  [
    'about:blank',
    'blob:http://example.com/x',
    'ws://example.com/',
    'chrome://settings',
    'http://',
    'http:///',
  ],
  ['not an address', '', 'http://8.8.8.8:22/', 'http://8.8.8.8:6667/', `http://8.8.8.8/${'a'.repeat(9_000)}`],
  ['http://256.256.256.256/', 'http://1.2.3.4.5/', 'http://[::1', 'http://[::1%eth0]/'],
].flat();

const refusal = { name: 'OutboundError', kind: 'refused' };

describe('the guard', () => {
  it('knows at least 60 spellings', () => expect(HOSTS.length).toBeGreaterThanOrEqual(60));

  it.each(HOSTS)('refuses the host %s', async (host) => {
    await expect(createGuard().checkUrl(`http://${host}:8080/`)).rejects.toMatchObject(refusal);
  });

  it.each(OTHER_REFUSALS)('refuses %s', async (url) => {
    await expect(createGuard().checkUrl(url)).rejects.toMatchObject(refusal);
  });

  it('lets a public address pass and drops credentials', async () => {
    const { url, destination } = await createGuard().checkUrl('https://me:secret@1.1.1.1/a?b#c');
    expect(url.href).toBe('https://1.1.1.1/a?b#c');
    expect(destination).toEqual({
      hostname: '1.1.1.1',
      port: 443,
      addresses: [{ address: '1.1.1.1', family: 4 }],
    });
  });

  it('allows exactly the exceptions, in any spelling of theirs', async () => {
    const guard = createGuard({ allowPrivate: ['127.0.0.1:4000', '[::1]:4001', 'LOCALHOST:4002'] });
    for (const url of ['http://127.0.0.1:4000/', 'http://2130706433:4000/', 'http://[0:0::1]:4001/']) {
      await expect(guard.checkUrl(url)).resolves.toBeDefined();
    }
    await expect(guard.checkUrl('http://localhost:4002/')).resolves.toBeDefined();
    for (const url of [
      'http://127.0.0.1:4001/',
      'http://127.0.0.2:4000/',
      'http://[::ffff:127.0.0.1]:4000/',
    ]) {
      await expect(guard.checkUrl(url)).rejects.toMatchObject(refusal);
    }
    await expect(guard.checkUrl('http://localhost:4000/')).rejects.toMatchObject(refusal);
  });

  it('refuses a name with one private address among public ones, in either family', async () => {
    await using names = await nameServer({
      'both.test': ['8.8.8.8', '127.0.0.1'],
      'both6.test': ['8.8.8.8', '::1'],
      'mapped.test': ['::ffff:192.168.0.1'],
      'public.test': ['8.8.8.8', '2606:4700::1111'],
      'empty.test': [],
    });
    const guard = createGuard({ dnsServer: names.address });
    for (const name of ['both.test', 'both6.test', 'mapped.test', 'BOTH.test.']) {
      await expect(guard.checkUrl(`http://${name}/`)).rejects.toMatchObject(refusal);
    }
    await expect(guard.checkUrl('http://empty.test/')).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(guard.checkUrl('http://missing.test/')).rejects.toMatchObject({ kind: 'unreachable' });
    const { destination } = await guard.checkUrl('http://public.test/');
    expect(destination.addresses).toHaveLength(2);
  });

  it('asks a name once and dials what it checked, whatever the name says next', async () => {
    await using listener = await countingListener();
    await using names = await nameServer({
      'changing.test': (asked) => (asked === 0 ? ['127.0.0.9'] : ['127.0.0.1']),
    });
    const guard = createGuard({ dnsServer: names.address, allowPrivate: [`127.0.0.9:${listener.port}`] });
    const { destination } = await guard
      .checkHost('changing.test', listener.port)
      .then((found) => ({ destination: found }));
    expect(destination.addresses).toEqual([{ address: '127.0.0.9', family: 4 }]);
    await expect(guard.checkHost('changing.test', listener.port)).rejects.toMatchObject(refusal);
    expect(listener.connections()).toBe(0);
  });

  it('gives up on a name server that does not answer', async () => {
    const guard = createGuard({ dnsServer: '127.0.0.1:1', resolveTimeoutMs: 200 });
    await expect(guard.checkUrl('http://silent.test/')).rejects.toMatchObject({ name: 'OutboundError' });
  });
});
