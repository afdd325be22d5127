import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

export interface PacedServerOptions {
  readonly words: readonly string[];
  readonly everyMs: number;
  /** The answer stands still before this word until `release`, so that a test can look at a run under way. */
  readonly holdBefore: number;
  /** Usage follows the length of the prompt, a token for each word; else it is always the same. */
  readonly countsWords?: boolean;
}

/** An endpoint of the openai-chat kind that answers word by word, stops in the middle, and goes on when told to. */
export class PacedServer {
  readonly #server: Server;
  readonly #options: PacedServerOptions;
  /** The last message of each request. */
  readonly prompts: string[] = [];
  #release: () => void = () => undefined;
  #released: Promise<void> = Promise.resolve();
  #gone: () => void = () => undefined;
  /** Settles when a client has closed the connection in the middle of an answer. */
  readonly abandoned: Promise<void>;

  private constructor(options: PacedServerOptions) {
    this.#options = options;
    this.abandoned = new Promise((resolve) => (this.#gone = resolve));
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: PacedServerOptions): Promise<PacedServer> {
    const paced = new PacedServer(options);
    paced.#server.listen(0, '127.0.0.1');
    await once(paced.#server, 'listening');
    return paced;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** User settings with this server as the only target that is used. */
  get settings(): Record<string, unknown> {
    const target = { name: 'Paced server', protocol: 'openai-chat', url: this.url, model: 'paced-1' };
    return { 'promptProfiler.targets': [target], 'promptProfiler.defaultTarget': target.name };
  }

  release(): void {
    this.#release();
  }

  async close(): Promise<void> {
    this.#release();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A server is asked what it is before its first prompt; this one has nothing to say.
    if (request.method !== 'POST') return void response.writeHead(404).end();
    const body = JSON.parse(await readAll(request)) as { messages: readonly { content: string }[] };
    const prompt = body.messages.at(-1)?.content ?? '';
    this.prompts.push(prompt);
    this.#released = new Promise((resolve) => (this.#release = resolve));
    response.once('close', () => {
      if (!response.writableEnded) this.#gone();
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const { words, everyMs, holdBefore, countsWords } = this.#options;
    const send = (body: object) =>
      response.write(
        `data: ${JSON.stringify({ id: 'paced', object: 'chat.completion.chunk', model: 'paced-1', ...body })}\n\n`,
      );
    for (const [index, word] of words.entries()) {
      if (index === holdBefore) await this.#released;
      await delay(everyMs);
      send({ choices: [{ index: 0, delta: { role: 'assistant', content: `${word} ` }, finish_reason: null }] });
    }
    send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    const count = words.length;
    const tokens = countsWords === true ? prompt.split(/\s+/u).length : 12;
    send({ choices: [], usage: { prompt_tokens: tokens, completion_tokens: count, total_tokens: tokens + count } });
    response.end('data: [DONE]\n\n');
  }
}
