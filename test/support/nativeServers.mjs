import { chunked, head, lastChunk, sseHeaders, whole } from './httpBytes.mjs';
import { cutInto, number, parsed, word } from './scenarioParts.mjs';

/**
 * Ollama's own chat: a JSON value a line, and headers only with the first of them. `bytes` cuts the lines into pieces, `after`
 * ends them early: with an error, or by closing the connection.
 * @param {import('./scenarios.mjs').Params} params @param {import('./scenarios.mjs').Request} request @returns {import('./scenarios.mjs').Step[]}
 */
export function ollama(params, request) {
  const { model, stream } = parsed(request);
  const tokens = number(params, 'tokens', 10);
  const firstMs = number(params, 'firstMs', 30);
  /** @param {string} content @param {object} [fields] */
  const line = (content, fields = { done: false }) =>
    JSON.stringify({ model, created_at: '2026-11-20T09:00:00.1Z', message: { role: 'assistant', content }, ...fields });
  const totals = {
    done: true,
    done_reason: 'stop',
    total_duration: 25e6,
    load_duration: 5e6,
    prompt_eval_count: 26,
    prompt_eval_duration: 10e6,
    eval_count: tokens,
    eval_duration: 8e6,
  };
  const texts = Array.from({ length: tokens }, (_, index) => `${word(index)}${params.emoji ? ' 🙂é' : ''}`);
  if (stream === false) return [{ atMs: firstMs, bytes: whole(200, line(texts.join(''), totals)), label: 'body' }];
  const headers = {
    'content-type': params.type?.replace('_', '/') ?? 'application/x-ndjson',
    'transfer-encoding': 'chunked',
  };
  const shown = 'after' in params ? texts.slice(0, Number(params.after)) : texts;
  const lines = shown.map((text) => `${line(text)}\n`);
  if (params.broken === 'error') lines.push('{"error":"model runner has unexpectedly stopped"}\n');
  else if (params.broken !== 'close') lines.push(`${line('', totals)}\n`);
  const size = number(params, 'bytes', 0);
  const pieces = size > 0 ? cutInto(Buffer.from(lines.join('')), size) : lines;
  return [
    { atMs: firstMs, bytes: Buffer.from(head(200, headers)), label: 'head' },
    ...pieces.map((piece, index) => ({
      atMs: firstMs + index * number(params, 'gapMs', 2),
      bytes: chunked(piece),
      label: 'token',
    })),
    { atMs: 0, bytes: lastChunk, label: 'end' },
  ];
}

/** llama-server's own completion: how far the prompt is read, then a token an event. @returns {import('./scenarios.mjs').Step[]} */
export function llamacpp(
  /** @type {import('./scenarios.mjs').Params} */ params,
  /** @type {import('./scenarios.mjs').Request} */ request,
) {
  const { return_progress } = parsed(request);
  const tokens = number(params, 'tokens', 10);
  const firstMs = number(params, 'firstMs', 400);
  /** @param {object} fields */
  const event = (fields) => chunked(`data: ${JSON.stringify({ index: 0, content: '', stop: false, ...fields })}\n\n`);
  /** @param {number} processed */
  const progress = (processed) =>
    event({ prompt_progress: { total: 26, cache: 0, processed, time_ms: processed }, tokens_predicted: 0 });
  const timings = { cache_n: 0, prompt_n: 26, prompt_ms: 20, predicted_n: tokens, predicted_ms: 15 };
  return [
    { atMs: 0, bytes: Buffer.from(head(200, sseHeaders)), label: 'head' },
    ...(return_progress ? [{ atMs: 1, bytes: progress(13), label: 'progress' }] : []),
    ...Array.from({ length: tokens }, (_, index) => ({
      atMs: firstMs + 2 * index,
      bytes: event({ content: word(index), tokens: [index], tokens_predicted: index + 1 }),
      label: 'token',
    })),
    {
      atMs: firstMs + 2 * tokens,
      bytes: event({ stop: true, stop_type: 'eos', tokens_predicted: tokens, tokens_evaluated: 26, timings }),
      label: 'done',
    },
    { atMs: 0, bytes: lastChunk, label: 'end' },
  ];
}
