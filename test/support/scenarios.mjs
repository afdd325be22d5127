import { once } from 'node:events';
import { createGzip, constants } from 'node:zlib';
import { isBusy } from './busyServer.mjs';
import { fieldComplaints } from './fieldComplaints.mjs';
import { givenAnswer, resetInside } from './givenAnswer.mjs';
import { llamacpp, ollama } from './nativeServers.mjs';
import { cutInto, number, parsed, word } from './scenarioParts.mjs';
import { serverShapes } from './serverShapes.mjs';
import { serveByModel } from './modelServer.mjs';
import { momentsOf } from './moments.mjs';
import { CRLF, chunked, head, lastChunk, sseHeaders, whole } from './httpBytes.mjs';

/**
 * What the scripted server can be asked to do. A scenario turns a request into a list of steps; `atMs` of a step is ms after the
 * request's last byte was read. Scenario and parameters stand in the path of the URL: `/steady;tokens=200;gapMs=5/v1`.
 *
 * @typedef {{ atMs: number, bytes: Buffer, label?: string }} Write
 * @typedef {{ atMs: number, end: 'close' | 'reset' }} End
 * @typedef {Write | End} Step
 * @typedef {{ body: string, headers: Record<string, string>, path: string, indexOnConnection: number }} Request
 * @typedef {Record<string, string>} Params
 * @typedef {(params: Params, request: Request) => Step[] | Promise<Step[]>} Scenario
 */

/**
 * The frames of an ordinary answer: `{ atMs, text }`, where text is one SSE event.
 * @param {Params} params @param {Request} request
 */
function frames(params, request) {
  const eol = params.crlf ? CRLF : params.cr ? '\r' : '\n';
  const model = parsed(request).model ?? 'scripted';
  /** @param {object} fields */
  const frame = (fields) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model, ...fields })}${eol}${eol}`;
  /** @param {object} delta @param {string | null} [finish_reason] */
  const delta = (delta, finish_reason = null) => frame({ choices: [{ index: 0, delta, finish_reason }] });
  const tokens = number(params, 'tokens', 20);
  const perChunk = number(params, 'perChunk', 1);
  const gapMs = number(params, 'gapMs', 5);
  const firstMs = number(params, 'firstMs', 20);
  const reasoning = number(params, 'reasoning', 0);
  /** @type {{ atMs: number, text: string, label: string }[]} */
  const list = [];
  if (params.role !== '0') list.push({ atMs: 1, text: delta({ role: 'assistant', content: '' }), label: 'role' });
  for (let pings = number(params, 'pings', 0), index = 1; index <= pings; index++)
    list.push({ atMs: 1 + (index * firstMs) / (pings + 2), text: `: keep-alive${eol}${eol}`, label: 'ping' });
  let atMs = firstMs;
  const moments = momentsOf(params, { firstMs, gapMs, count: Math.ceil(tokens / perChunk) });
  /** @param {number} completion */
  const usage = (completion) => ({
    prompt_tokens: number(params, 'prompt', 26),
    completion_tokens: completion,
    total_tokens: number(params, 'prompt', 26) + completion,
    prompt_tokens_details: { cached_tokens: number(params, 'cached', 0) },
  });
  for (let token = 0, index = 0; token < tokens; token += perChunk, index++) {
    const text = Array.from({ length: Math.min(perChunk, tokens - token) }, (_, index) => word(token + index)).join('');
    const content = params.emoji ? `${text} 🙂é` : text;
    const channel = token < reasoning ? { reasoning_content: content } : params.tool ? tool(content) : { content };
    const soFar = params.continuous ? { usage: usage(Math.min(tokens, token + perChunk)) } : {};
    const choices = [{ index: 0, delta: channel, finish_reason: null }];
    atMs = moments[index] ?? atMs;
    list.push({ atMs, text: frame({ choices, ...soFar }), label: 'token' });
  }
  atMs += gapMs;
  if (params.finish !== '0')
    list.push({ atMs: atMs - gapMs, text: delta({}, params.tool ? 'tool_calls' : 'stop'), label: 'finish' });
  const asksUsage = parsed(request).stream_options?.include_usage === true;
  if (params.usage !== '0' && asksUsage)
    list.push({
      atMs: atMs - gapMs,
      text: frame({ choices: [], usage: usage(tokens) }),
      label: 'usage',
    });
  if (params.done !== '0')
    list.push({ atMs: atMs - gapMs + number(params, 'tailMs', 0), text: `data: [DONE]${eol}${eol}`, label: 'done' });
  // What no server should do: go on after its own end.
  if (params.goesOn)
    list.push({ atMs, text: delta({ content: ' never' }) + `data: [DONE]${eol}${eol}`, label: 'after' });
  return list;
}

/** @param {string} content */
const tool = (content) => ({
  tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: content } }],
});

/** An ordinary stream, each frame in a write of its own. @param {Params} params @param {Request} request @returns {Step[]} */
function steady(params, request) {
  const headers = {
    ...sseHeaders,
    ...(params.type && { 'content-type': params.type.replace('_', '/') }),
    ...(params.close && { connection: 'close' }),
  };
  /** @type {Step[]} */
  const closing = params.close ? [{ atMs: 0, end: 'close' }] : [];
  return [
    { atMs: 0, bytes: Buffer.from(head(200, headers)), label: 'head' },
    ...frames(params, request).map(({ atMs, text, label }) => ({ atMs, bytes: chunked(text), label })),
    { atMs: 0, bytes: lastChunk, label: 'end' },
    ...closing,
  ];
}

/** The bytes of the stream, cut into pieces of `bytes` wherever that falls; a pause after each. @returns {Step[]} */
function cut(/** @type {Params} */ params, /** @type {Request} */ request) {
  const size = number(params, 'bytes', 1);
  const gapMs = number(params, 'gapMs', 0);
  const body = Buffer.from(
    frames({ crlf: '1', emoji: '1', tokens: '5', ...params }, request)
      .map(({ text }) => text)
      .join(''),
  );
  return [
    { atMs: 0, bytes: Buffer.from(head(200, sseHeaders)), label: 'head' },
    ...cutInto(body, size).map((piece, index) => ({ atMs: 5 + index * gapMs, bytes: chunked(piece), label: 'piece' })),
    { atMs: 0, bytes: lastChunk, label: 'end' },
  ];
}

/** A proxy in between holds text back until it has `bytes`, until a clock rings every `flushMs`, or to the end. @returns {Step[]} */
function buffered(/** @type {Params} */ params, /** @type {Request} */ request) {
  const size = number(params, 'bytes', Infinity);
  const flushMs = number(params, 'flushMs', 0);
  if (flushMs > 0) return flushedByClock(params, request, flushMs);
  const steps = [{ atMs: 0, bytes: Buffer.from(head(200, sseHeaders)), label: 'head' }];
  let held = '';
  let atMs = 0;
  for (const frame of frames(params, request)) {
    held += frame.text;
    atMs = frame.atMs;
    if (held.length < size) continue;
    steps.push({ atMs, bytes: chunked(held), label: 'burst' });
    held = '';
  }
  return [...steps, { atMs, bytes: Buffer.concat([chunked(held || ': end\n\n'), lastChunk]), label: 'burst' }];
}

/** @param {Params} params @param {Request} request @param {number} flushMs @returns {Step[]} */
function flushedByClock(params, request, flushMs) {
  /** @type {Map<number, string>} */
  const held = new Map();
  for (const { atMs, text } of frames(params, request)) {
    const rings = Math.ceil(atMs / flushMs) * flushMs;
    held.set(rings, (held.get(rings) ?? '') + text);
  }
  return [
    { atMs: 0, bytes: Buffer.from(head(200, sseHeaders)), label: 'head' },
    ...[...held].map(([atMs, text]) => ({ atMs, bytes: chunked(text), label: 'burst' })),
    { atMs: 0, bytes: lastChunk, label: 'end' },
  ];
}

/** The first `after` tokens of a stream and then something that is no orderly end. @returns {Step[]} */
function broken(/** @type {Params} */ params, /** @type {Request} */ request, /** @type {Step[]} */ ending) {
  const after = number(params, 'after', 3);
  const steps = steady({ usage: '0', finish: '0', done: '0', ...params, tokens: String(after) }, request).slice(0, -1);
  const lastMs = steps.at(-1)?.atMs ?? 0;
  return [...steps, ...ending.map((step) => ({ ...step, atMs: lastMs + step.atMs }))];
}

/** The whole answer as one body. @returns {Step[]} */
function json(/** @type {Params} */ params, /** @type {Request} */ request) {
  return [
    {
      atMs: number(params, 'firstMs', 30),
      bytes: whole(
        200,
        JSON.stringify({
          id: 'c',
          object: 'chat.completion',
          model: parsed(request).model,
          choices: [{ index: 0, message: { role: 'assistant', content: 'the whole answer' }, finish_reason: 'stop' }],
          usage: { prompt_tokens: 26, completion_tokens: 3, total_tokens: 29 },
        }),
      ),
      label: 'body',
    },
  ];
}

const errorEvent = chunked('data: {"error":{"message":"The engine died.","type":"server_error","code":500}}\n\n');

/** @returns {Step[]} */
function modelled(/** @type {Params} */ params, /** @type {Request} */ request) {
  const { promptTokens, cachedTokens, firstMs } = serveByModel(params, parsed(request), performance.now());
  if (promptTokens > number(params, 'context', Infinity)) return refuse({ status: '400' }, request);
  const said = { prompt: String(promptTokens), cached: String(cachedTokens), firstMs: String(firstMs) };
  return steady({ ...params, ...said }, request);
}

/** @returns {Step[]} */
function refuse(/** @type {Params} */ params, /** @type {Request} */ request) {
  return [
    {
      atMs: 0,
      bytes: whole(
        number(params, 'status', 401),
        JSON.stringify({
          error: {
            message: params.echo
              ? `Bad key ${request.headers.authorization} for ${request.headers['x-team'] ?? ''}`
              : 'Scripted refusal.',
            code: 'scripted',
          },
        }),
        params.retryAfter ? { 'retry-after': params.retryAfter } : {},
      ),
      label: 'body',
    },
  ];
}

/** @type {Record<string, Scenario>} */
export const scenarios = {
  steady,
  cut,
  buffered,
  ollama,
  llamacpp,
  /** A server that has to load its model, works on one request at a time, reads long prompts longer, and knows what it read before. */
  model: modelled,
  /** All frames in one write, after a wait. */
  burst: (params, request) => buffered({ ...params, bytes: 'Infinity' }, request),
  /** Keep-alive comments for ever, after `after` tokens. */
  pings: (params, request) =>
    broken(
      params,
      request,
      Array.from({ length: 500 }, (_, index) => ({
        atMs: 20 * (index + 1),
        bytes: chunked(': ping\n\n'),
        label: 'ping',
      })),
    ),
  silent: (params, request) => broken(params, request, []),
  /** The very bytes that a test gives. */
  given: givenAnswer,
  /** The connection is reset in the middle of a token that has begun. */
  resetInToken: (params, request) => {
    const whole = frames({ ...params, role: '0', tokens: '3' }, request)
      .map(({ text }) => text)
      .slice(0, 3)
      .join('');
    return resetInside(whole.slice(0, -30));
  },
  reset: (params, request) => broken(params, request, [{ atMs: 5, end: 'reset' }]),
  /** The connection ends in mid-chunk, in good order as far as TCP goes. */
  truncated: (params, request) =>
    broken(params, request, [
      { atMs: 5, bytes: Buffer.from(`40${CRLF}data: {"cho`), label: 'cut off' },
      { atMs: 6, end: 'close' },
    ]),
  /** An error in mid-stream, and either the terminator after it or, with `open`, nothing more. */
  errorEvent: (params, request) =>
    broken(params, request, [
      {
        atMs: 5,
        bytes: params.open ? errorEvent : Buffer.concat([errorEvent, chunked('data: [DONE]\n\n'), lastChunk]),
        label: 'error',
      },
    ]),
  /** The connection is reset before any byte of an answer. */
  drop: () => [{ atMs: 2, end: 'reset' }],
  /** Each frame is a chunk of its own in HTTP's framing, and all of them go out in one write. */
  packed: (params, request) => [
    { atMs: 0, bytes: Buffer.from(head(200, sseHeaders)), label: 'head' },
    {
      atMs: number(params, 'firstMs', 20),
      bytes: Buffer.concat([...frames(params, request).map(({ text }) => chunked(text)), lastChunk]),
      label: 'burst',
    },
  ],
  never: () => [],
  /** Headers without end, one every 20 ms. */
  slowHeaders: () => [
    { atMs: 0, bytes: Buffer.from(`HTTP/1.1 200 OK${CRLF}`), label: 'status' },
    ...Array.from({ length: 500 }, (_, index) => ({
      atMs: 20 * (index + 1),
      bytes: Buffer.from(`x-${index}: 1${CRLF}`),
      label: 'header',
    })),
  ],
  headersOnly: () => [{ atMs: 0, bytes: Buffer.from(head(200, sseHeaders)), label: 'head' }],
  json,
  jsonError: () => [
    { atMs: 0, bytes: whole(200, '{"error":{"message":"no such model","code":"model_not_found"}}'), label: 'body' },
  ],
  page: (params, request) => [
    {
      atMs: 0,
      bytes: whole(
        number(params, 'status', 200),
        `<!doctype html><html><head><title>Sign in</title></head><body>${params.echo ? request.headers.authorization : ''}</body></html>`,
        { 'content-type': 'text/html' },
      ),
      label: 'body',
    },
  ],
  empty: () => [{ atMs: 0, bytes: whole(200, '', { 'content-type': 'text/event-stream' }), label: 'body' }],
  /** An error status; with `echo` the server repeats the key it was given. */
  refuse,
  /** Refuses its first `refusals` requests with 429 and `retryAfter` seconds; answers like `model` then. */
  busyAtFirst: (params, request) =>
    isBusy(params) ? refuse({ status: '429', ...params }, request) : modelled(params, request),
  /** An error status whose body never ends. */
  refuseEndlessly: () => [
    { atMs: 0, bytes: Buffer.from(head(500, { 'transfer-encoding': 'chunked' })), label: 'head' },
    ...Array.from({ length: 400 }, () => ({ atMs: 0, bytes: chunked('x'.repeat(1024)), label: 'body' })),
  ],
  refusesUsage: (params, request) =>
    parsed(request).stream_options
      ? [
          {
            atMs: 2,
            bytes: whole(400, '{"error":{"message":"Unrecognized request argument: stream_options"}}'),
            label: 'body',
          },
        ]
      : steady(params, request),
  /** Refuses a request that has `field` anywhere, in one of the `style`s in which servers say so. */
  refusesField: (params, request) => {
    const field = params.field ?? '';
    const isThere = (/** @type {unknown} */ value) =>
      typeof value === 'object' && value !== null && (field in value || Object.values(value).some(isThere));
    if (!isThere(parsed(request))) return steady(params, request);
    const complaint = fieldComplaints[params.style ?? 'openai'];
    const { status, body } = complaint?.(field, request.body) ?? { status: 400, body: '' };
    return [{ atMs: 2, bytes: whole(status, body), label: 'body' }];
  },
  /** A server of the given `kind`: it says what it is, locks what such servers lock, and answers prompts. */
  server: (params, request) => {
    if (request.body !== '') return steady(params, request);
    const path = `/${request.path.split('/').slice(2).join('/')}`;
    const { status = 200, body, headers } = serverShapes(params, path, request.headers);
    return [{ atMs: number(params, 'lateMs', 0), bytes: whole(status, body, headers), label: 'fact' }];
  },
  refusesStreaming: (params, request) =>
    parsed(request).stream
      ? [
          {
            atMs: 2,
            bytes: whole(400, '{"error":{"message":"Streaming is not supported by this deployment"}}'),
            label: 'body',
          },
        ]
      : json(params, request),
  /** To `to`, a path on this server or a whole address; `/` is written as `!`. */
  redirect: (params) => [
    {
      atMs: 1,
      bytes: whole(number(params, 'status', 307), '', {
        location: decodeURIComponent(params.to ?? '!redirect').replaceAll('!', '/'),
      }),
      label: 'redirect',
    },
  ],
  gzip: async (params, request) => {
    const gzip = createGzip({ level: 1 });
    /** @type {Buffer[]} */
    let out = [];
    gzip.on('data', (bytes) => out.push(bytes));
    /** @type {Step[]} */
    const steps = [
      { atMs: 0, bytes: Buffer.from(head(200, { ...sseHeaders, 'content-encoding': 'gzip' })), label: 'head' },
    ];
    for (const { atMs, text, label } of frames(params, request)) {
      gzip.write(text);
      await new Promise((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, () => resolve(null)));
      steps.push({ atMs, bytes: chunked(Buffer.concat(out)), label });
      out = [];
    }
    gzip.end();
    await once(gzip, 'end');
    return [...steps, { atMs: 0, bytes: Buffer.concat([chunked(Buffer.concat(out)), lastChunk]), label: 'end' }];
  },
  notHttp: () => [
    { atMs: 0, bytes: Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'), label: 'banner' },
    { atMs: 5, end: 'close' },
  ],
  /** Answers the first request of a connection and resets it when the second comes, as a server does that had closed it. */
  stale: (params, request) => (request.indexOnConnection === 0 ? steady(params, request) : [{ atMs: 0, end: 'reset' }]),
  /** As HTTP/1.0 did it: no length, the connection ends with the body. */
  untilClose: (params, request) => [
    { atMs: 0, bytes: Buffer.from('HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n'), label: 'head' },
    ...frames(params, request).map(({ atMs, text, label }) => ({ atMs, bytes: Buffer.from(text), label })),
    { atMs: 200, end: 'close' },
  ],
  /** The terminator comes, the end of the body never. */
  keepsOpen: (params, request) => steady(params, request).slice(0, -1),
  /** One event that never ends, 1 MB a step. */
  bigEvent: (params) => [
    { atMs: 0, bytes: Buffer.concat([Buffer.from(head(200, sseHeaders)), chunked('data: ')]), label: 'head' },
    ...Array.from({ length: number(params, 'mb', 64) }, () => ({
      atMs: 0,
      bytes: chunked(Buffer.alloc(1024 * 1024, 120)),
      label: 'big',
    })),
  ],
  /** Text without end, in 64 KB frames. */
  endless: (params) => {
    const frame = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x'.repeat(65_000) } }] })}\n\n`;
    return [
      { atMs: 0, bytes: Buffer.from(head(200, sseHeaders)), label: 'head' },
      ...Array.from({ length: number(params, 'frames', 2_000) }, () => ({
        atMs: 0,
        bytes: chunked(frame),
        label: 'token',
      })),
    ];
  },
};
