import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request under way; the test decides what is answered, and when. */
export interface Exchange {
  readonly authorization: string | undefined;
  readonly body: { readonly messages: readonly { role: string; content: string }[]; readonly max_tokens?: number };
  send(text: string, field?: 'content' | 'reasoning_content'): void;
  end(): void;
  refuse(status: number, message: string): void;
  /** Says that the answer is elsewhere. */
  redirect(to: string): void;
  /** Settles when the client has closed the connection. */
  readonly closed: Promise<void>;
}

/** An endpoint of the openai-chat kind that a test drives by hand. */
export class DrivenServer {
  readonly #server: Server;
  readonly #waiting: Exchange[] = [];
  readonly #wanted: ((exchange: Exchange) => void)[] = [];
  requests = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#accept(request, response));
  }

  static async start(): Promise<DrivenServer> {
    const driven = new DrivenServer();
    driven.#server.listen(0, '127.0.0.1');
    await once(driven.#server, 'listening');
    return driven;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  target(name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return { name, protocol: 'openai-chat', url: `${this.origin}/v1`, model: 'driven-1', ...more };
  }

  next(): Promise<Exchange> {
    const exchange = this.#waiting.shift();
    return exchange ? Promise.resolve(exchange) : new Promise((resolve) => this.#wanted.push(resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #accept(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A server is asked what it is before its first prompt; this one has nothing to say.
    if (request.method !== 'POST') return void response.writeHead(404).end();
    this.requests++;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString()) as Exchange['body'];
    const exchange = exchangeOf(request, response, body);
    const wanted = this.#wanted.shift();
    if (wanted) wanted(exchange);
    else this.#waiting.push(exchange);
  }
}

function exchangeOf(request: IncomingMessage, response: ServerResponse, body: Exchange['body']): Exchange {
  const event = (data: unknown) => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify(data)}\n\n`);
  };
  const choice = (delta: unknown, finish_reason: string | null) => ({
    model: 'driven-1',
    choices: [{ index: 0, delta, finish_reason }],
  });
  return {
    authorization: request.headers.authorization,
    body,
    send: (text, field = 'content') => event(choice({ [field]: text }, null)),
    end: () => {
      event(choice({}, 'stop'));
      response.end('data: [DONE]\n\n');
    },
    refuse: (status, message) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message } }));
    },
    redirect: (to) => void response.writeHead(307, { location: to }).end(),
    closed: once(response, 'close').then(() => undefined),
  };
}
