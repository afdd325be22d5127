import http from 'node:http';
import https from 'node:https';

export interface TextRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limitMs: number;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/**
 * A small text, fetched beside the measured requests and never over their connections: taking one from their pool, or leaving one
 * there, would change what is measured. Rejects on any other status than 200, and past either limit.
 */
export async function getText({ limitMs, signal, ...request }: TextRequest): Promise<string> {
  const giveUp = new AbortController();
  const limit = setTimeout(() => giveUp.abort(new Error(`gave no answer within ${String(limitMs)} ms`)), limitMs);
  try {
    return await textOf({ ...request, signal: AbortSignal.any([signal, giveUp.signal]) });
  } catch (error) {
    throw giveUp.signal.aborted ? giveUp.signal.reason : error;
  } finally {
    clearTimeout(limit);
  }
}

async function textOf({ url, headers, mostBytes, signal }: Omit<TextRequest, 'limitMs'>): Promise<string> {
  const get = url.protocol === 'https:' ? https.get : http.get;
  const options = { headers: { ...headers, 'accept-encoding': 'identity' }, agent: false, signal };
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    get(url, options, resolve).on('error', reject);
  });
  try {
    if (response.statusCode !== 200) throw new Error(`answered with HTTP ${String(response.statusCode)}`);
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new Error(`is larger than ${String(mostBytes)} bytes`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  } finally {
    response.destroy();
  }
}
