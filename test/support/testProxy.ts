import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** How a proxy of a test behaves. */
export interface ProxyManners {
  /** Where every request ends up, whatever host it asks for; as an address or a base URL. */
  readonly upstream: string;
  /** Header that it wants to see. */
  readonly authorization?: string;
  /** Status that it answers `CONNECT` with instead of making a tunnel. */
  readonly connectStatus?: number;
  /** Makes the tunnel only after this time. */
  readonly tunnelAfterMs?: number;
  /** Answers with a web page of its own. */
  readonly page?: { readonly status: number; readonly title: string };
  /** Sends the answer only when it is complete, as proxies that scan do. */
  readonly buffers?: boolean;
  /** Never answers `CONNECT`. */
  readonly silent?: boolean;
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
}

export interface TestProxy {
  /** `host:port`. */
  readonly address: string;
  readonly url: string;
  /** What it was asked, for instance `CONNECT model.test:443`. */
  readonly asked: readonly string[];
  /** Headers of each request. */
  readonly headers: readonly http.IncomingHttpHeaders[];
  /** Connections that are open at this moment. */
  readonly open: ReadonlySet<Duplex>;
  /** Waits until nobody is connected any more. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** A real proxy on loopback. */
export async function startTestProxy(manners: ProxyManners): Promise<TestProxy> {
  const asked: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  const open = new Set<Duplex>();
  const upstream = new URL(manners.upstream);
  const take = (request: http.IncomingMessage): boolean => {
    asked.push(`${String(request.method)} ${String(request.url)}`);
    headers.push(request.headers);
    return manners.authorization === undefined || request.headers['proxy-authorization'] === manners.authorization;
  };
  const server = manners.tls ? https.createServer(manners.tls) : http.createServer();
  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    if (!take(request)) return void response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
    if (manners.page) return void response.writeHead(manners.page.status).end(pageOf(manners.page.title));
    const rest = { ...request.headers };
    delete rest['proxy-authorization'];
    const to = new URL(request.url ?? '', 'http://nowhere');
    const options = { host: upstream.hostname, port: upstream.port, method: request.method, headers: rest };
    const forward = http.request({ ...options, path: to.pathname + to.search, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => (manners.buffers ? pieces.push(piece) : response.write(piece)));
      answer.on('end', () => response.end(Buffer.concat(pieces)));
    });
    forward.on('error', () => response.destroy());
    request.pipe(forward);
  });
  server.on('connect', (request: http.IncomingMessage, client: Socket) => {
    const isWelcome = take(request);
    client.on('error', () => undefined);
    // Unread, its end would never be noticed, and sockets of this server stay half open.
    if (manners.silent) return void client.resume().on('end', () => client.end());
    const status = isWelcome ? (manners.connectStatus ?? 200) : 407;
    const refuse = (code: number, words: string): void =>
      void client.end(`HTTP/1.1 ${String(code)} No\r\ncontent-length: ${String(words.length)}\r\n\r\n${words}`);
    if (status !== 200) return refuse(status, pageOf(manners.page?.title ?? 'Blocked by policy'));
    void setTimeout(manners.tunnelAfterMs ?? 0).then(() => {
      const server = net.connect(Number(upstream.port), upstream.hostname, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(server).pipe(client);
      });
      server.on('error', () => refuse(502, 'no route'));
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
    });
  });
  server.on(manners.tls ? 'secureConnection' : 'connection', (socket: Duplex) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `${manners.tls ? 'localhost' : '127.0.0.1'}:${String((server.address() as AddressInfo).port)}`;
  return {
    address,
    url: `${manners.tls ? 'https' : 'http'}://${address}`,
    asked,
    headers,
    open,
    async idle() {
      await Promise.all([...open].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const pageOf = (title: string): string => `<!doctype html><html><head><title>${title}</title></head></html>`;
