import type http from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { createAgent, openRequest, routeTo, type RouteWishes } from '../network/route';

export interface TextRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limitMs: number;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
  /** How the server is reached. */
  readonly way: RouteWishes;
}

/** An answer of any status. A redirect is one too: it is never followed. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * A small text, fetched beside the measured requests and never over their connections: taking one from their pool, or leaving one
 * there, would change what is measured. Rejects past either limit.
 */
export async function getAnswer({ limitMs, signal, ...request }: TextRequest): Promise<TextAnswer> {
  const giveUp = new AbortController();
  const limit = setTimeout(() => giveUp.abort(new Error(`gave no answer within ${String(limitMs)} ms`)), limitMs);
  try {
    return await answerOf({ ...request, signal: AbortSignal.any([signal, giveUp.signal]) });
  } catch (error) {
    throw giveUp.signal.aborted ? giveUp.signal.reason : error;
  } finally {
    clearTimeout(limit);
  }
}

/** The text alone; rejects on any other status than 200, too. */
export async function getText(request: TextRequest): Promise<string> {
  const { status, body } = await getAnswer(request);
  if (status !== 200) throw new Error(`answered with HTTP ${String(status)}`);
  return body;
}

async function answerOf(request: Omit<TextRequest, 'limitMs'>): Promise<TextAnswer> {
  const { url, headers, mostBytes, signal, way } = request;
  const route = await routeTo(url, way);
  const agent = createAgent(url, route, false);
  const sent = { ...headers, 'accept-encoding': 'identity' };
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const get = openRequest(route, { url, method: 'GET', headers: sent, agent, signal });
    get.once('response', resolve).on('error', reject).end();
  });
  try {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new Error(`is larger than ${String(mostBytes)} bytes`);
      pieces.push(piece);
    }
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(pieces).toString('utf8'),
    };
  } finally {
    response.destroy();
  }
}
