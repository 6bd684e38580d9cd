import { createServer } from 'node:http';

type Handlers = Record<'GET' | 'POST' | 'PUT', (request: Request) => Promise<Response>>;

/** Serves route handlers of the web kind on loopback, as Next does. */
export const serveHandlers = async (handlers: Handlers, port = 0) => {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const method = incoming.method === 'PUT' || incoming.method === 'POST' ? incoming.method : 'GET';
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
      const body = method === 'GET' ? null : Buffer.concat(chunks);
      const url = `http://${incoming.headers.host}${incoming.url}`;
      const response = await handlers[method](new Request(url, { method, headers, body }));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    })();
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/inngest`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};
