import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KeyedServerOptions {
  /** Null: everybody may ask. */
  readonly key: string | null;
  readonly models?: readonly string[];
  /** The first of these that is free; without them any. */
  readonly ports?: readonly number[];
}

/** What a request was, as far as tests look at it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** An OpenAI-compatible server that wants a key for its list of models and for its answers, as vLLM with `--api-key` does. */
export class KeyedServer {
  readonly #server: Server;
  readonly #options: KeyedServerOptions;
  readonly requests: SeenRequest[] = [];

  private constructor(options: KeyedServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: KeyedServerOptions): Promise<KeyedServer> {
    const keyed = new KeyedServer(options);
    for (const port of options.ports ?? [0]) if (await listens(keyed.#server, port)) return keyed;
    throw new Error('None of the usual ports of model servers is free on this machine.');
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Prompts that came, refused ones too. */
  get prompts(): number {
    return this.requests.filter(({ method }) => method === 'POST').length;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    this.requests.push({ method, url, headers });
    request.resume();
    await once(request, 'end');
    const { key, models = ['small-1', 'large-1'] } = this.#options;
    const isOpen = url === '/version';
    const json = (status: number, body: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (isOpen) return json(200, { version: '0.14.1' });
    if (key !== null && headers.authorization !== `Bearer ${key}`) return json(401, { error: 'Unauthorized' });
    if (url === '/v1/models')
      return json(200, { object: 'list', data: models.map((id) => ({ id, object: 'model', owned_by: 'vllm' })) });
    if (method !== 'POST' || url !== '/v1/chat/completions') return json(404, { error: 'Not Found' });
    stream(response);
  }
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const words = ['one', ' two', ' three', ' four', ' five'];
  const send = (body: object) => response.write(`data: ${JSON.stringify({ model: 'small-1', ...body })}\n\n`);
  let next = 0;
  const timer = setInterval(() => {
    const content = words[next++];
    if (content !== undefined) return void send({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
    clearInterval(timer);
    send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    send({ choices: [], usage: { prompt_tokens: 9, completion_tokens: words.length, total_tokens: 9 + words.length } });
    response.end('data: [DONE]\n\n');
  }, 10);
  response.once('close', () => clearInterval(timer));
}

async function listens(server: Server, port: number): Promise<boolean> {
  const result = Promise.race([once(server, 'listening').then(() => true), once(server, 'error').then(() => false)]);
  server.listen(port, '127.0.0.1');
  return result.catch(() => false);
}
