import dgram from 'node:dgram';
import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import dnsPacket from 'dns-packet';

/** A listener for tests that counts what reaches it: connections, not only requests. */
export type CountingListener = AsyncDisposable & { port: number; connections: () => number };

/** Starts a server on a loopback address, on a port of the system's choice. */
export async function countingListener(
  answer: RequestListener = (_request, response) => response.end('reached'),
  host = '127.0.0.1',
): Promise<CountingListener> {
  let connections = 0;
  const server = http.createServer(answer);
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  return {
    port: portOf(server.address()),
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Answers for a name: its addresses, or a function of how many times it was asked before. */
export type Zone = Record<string, string[] | ((asked: number) => string[])>;

/** A name server on loopback for tests, whose answers may change from one question to the next. */
export async function nameServer(zone: Zone): Promise<AsyncDisposable & { address: string }> {
  const asked = new Map<string, number>();
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, peer) => {
    const query = dnsPacket.decode(message);
    const question = query.questions?.[0];
    if (!question) return;
    const key = `${question.type} ${question.name}`;
    const before = asked.get(key) ?? 0;
    asked.set(key, before + 1);
    const entry = zone[question.name.toLowerCase()];
    const found = typeof entry === 'function' ? entry(before) : entry;
    const type = question.type === 'AAAA' ? 'AAAA' : 'A';
    const matching = (found ?? []).filter((address) => address.includes(':') === (type === 'AAAA'));
    const reply = dnsPacket.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | (found ? 0 : 3),
      questions: [question],
      answers: matching.map((data) => ({ type, name: question.name, ttl: 0, data })),
    });
    socket.send(reply, peer.port, peer.address);
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return {
    address: `127.0.0.1:${portOf(socket.address())}`,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((done) => socket.close(() => done()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  return address.port;
}
