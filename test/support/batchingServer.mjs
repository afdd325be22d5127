/**
 * A server in a process of its own that spends its time as BatchingModel says, over real sockets.
 *   node test/support/batchingServer.mjs '{"kind":"continuous","slots":4,…}'      prints its address; the base URL is ADDRESS/v1
 * With `refuse`, every request after so many is refused with 429 and `retryAfter` seconds, `refusals` times in all.
 * GET /-/counts tells how many requests came and are open.
 */
import http from 'node:http';
import { BatchingModel } from './batchingModel.mjs';

const options = JSON.parse(process.argv[2] ?? '{}');
const model = new BatchingModel({ kind: 'continuous', slots: 4, prefillMsPerToken: 0.1, decodeMs: 5, ...options });
const counts = { received: 0, open: 0, mostOpen: 0, refused: 0 };
const word = (/** @type {number} */ index) => [' the', ' day', ' is', ' long'][index % 4];
let isTurning = false;

async function turn() {
  if (isTurning) return;
  isTurning = true;
  let atMs = performance.now();
  while (!model.isIdle) {
    atMs = model.begin(Math.max(atMs, performance.now() - 5));
    await until(atMs);
    model.finish(atMs);
  }
  isTurning = false;
}

/** @param {number} atMs */
async function until(atMs) {
  const left = atMs - performance.now();
  if (left > 1) await new Promise((resolve) => setTimeout(resolve, left - 0.5));
  while (performance.now() < atMs) await new Promise((resolve) => setImmediate(resolve));
}

const frame = (/** @type {object} */ fields) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'm', ...fields })}\n\n`;

/** @param {any} asked @param {http.ServerResponse} response */
function answer(asked, response) {
  const inputTokens = asked.messages.flatMap((/** @type {{ content: string }} */ { content }) =>
    content.split(/\s+/),
  ).length;
  const outputTokens = asked.max_tokens ?? asked.max_completion_tokens ?? 20;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let index = 0;
  const job = model.submit(performance.now(), { inputTokens, outputTokens }, (_, isLast) => {
    response.write(
      frame({ choices: [{ index: 0, delta: { content: word(index++) }, finish_reason: isLast ? 'length' : null }] }),
    );
    if (!isLast) return;
    const usage = {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    };
    response.end(`${frame({ choices: [], usage })}data: [DONE]\n\n`);
  });
  response.on('close', () => (job.isGone = true));
  void turn();
}

const server = http.createServer((request, response) => {
  if (request.url === '/-/counts') return response.end(JSON.stringify(counts));
  counts.received += 1;
  counts.open += 1;
  counts.mostOpen = Math.max(counts.mostOpen, counts.open);
  response.on('close', () => (counts.open -= 1));
  let body = '';
  request.setEncoding('utf8').on('data', (piece) => (body += piece));
  request.on('end', () => {
    const isRefused = counts.received > (options.refuse ?? Infinity) && counts.refused < (options.refusals ?? Infinity);
    if (!isRefused) return answer(JSON.parse(body), response);
    counts.refused += 1;
    response.writeHead(429, options.retryAfter ? { 'retry-after': String(options.retryAfter) } : {});
    response.end('{"error":{"message":"Too many requests."}}');
  });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.({ address: `http://127.0.0.1:${port}` });
  console.log(`http://127.0.0.1:${port}`);
});
