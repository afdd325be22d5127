import { createGzip } from 'node:zlib';
import { CRLF, chunked, head, lastChunk } from './httpBytes.mjs';

/**
 * The very bytes that a test gives, in the path as base64url (`body`): under a content `type`, cut into pieces of `bytes`, the first
 * after `firstMs`, with a length in place of chunks (`length`), as the last of its connection (`close`), or packed (`gzip`).
 * @param {Record<string, string>} params @returns {Promise<import('./scenarios.mjs').Step[]>}
 */
export async function givenAnswer(params) {
  const given = Buffer.from(params.body ?? '', 'base64url');
  const body = params.gzip ? await packed(given) : given;
  const size = Number(params.bytes ?? 0) || body.length || 1;
  const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
    body.subarray(index * size, (index + 1) * size),
  );
  const headers = {
    'content-type': (params.type ?? 'text_event-stream').replace('_', '/'),
    ...(params.length ? { 'content-length': String(body.length) } : { 'transfer-encoding': 'chunked' }),
    ...(params.close && { connection: 'close' }),
    ...(params.gzip && { 'content-encoding': 'gzip' }),
    ...(params.header && { [params.header]: params.value ?? '' }),
  };
  const firstMs = Number(params.firstMs ?? 0);
  const status = Number(params.status ?? 200);
  return [
    { atMs: firstMs, bytes: Buffer.from(head(status, headers)), label: 'head' },
    ...pieces.map((piece) => ({ atMs: firstMs, bytes: params.length ? piece : chunked(piece), label: 'piece' })),
    ...(params.length ? [] : [{ atMs: firstMs, bytes: lastChunk, label: 'end' }]),
    ...(params.close ? [/** @type {const} */ ({ atMs: firstMs, end: 'close' })] : []),
  ];
}

/** @param {Buffer} bytes @returns {Promise<Buffer>} */
async function packed(bytes) {
  const gzip = createGzip();
  gzip.end(bytes);
  return Buffer.concat(await gzip.toArray());
}

/** The head of an answer and a part of its body, and then the connection is reset. */
export const resetInside = (/** @type {string} */ text) => [
  {
    atMs: 0,
    bytes: Buffer.concat([
      Buffer.from(head(200, { 'content-type': 'text/event-stream', 'transfer-encoding': 'chunked' })),
      Buffer.from(`${(Buffer.byteLength(text) + 40).toString(16)}${CRLF}${text}`),
    ]),
    label: 'part',
  },
  /** @type {const} */ ({ atMs: 30, end: 'reset' }),
];
