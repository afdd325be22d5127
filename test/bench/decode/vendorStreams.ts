import type { HttpProtocol } from '../../../src/core/vocabulary';

/** A stream of a vendor's shape: what comes first, one event with text for each index, and what comes last. */
export interface VendorStream {
  readonly name: string;
  readonly protocol: HttpProtocol;
  readonly contentType: string;
  readonly head: string;
  readonly event: (index: number) => string;
  readonly tail: string;
}

/** Ordinary words, a line break, an escape, and a sign outside of ASCII: what answers are made of. */
const TEXTS = [' the', ' latency', ' of', ' a', '\n', ' "prompt"', ' is', ' é', ' measured', ' in', ' ms', '.'];
const textAt = (index: number): string => TEXTS[index % TEXTS.length] ?? '';

const data = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
const named = (value: { readonly type: string }): string => `event: ${value.type}\n${data(value)}`;
const line = (value: object): string => `${JSON.stringify(value)}\n`;

const openaiFrame = (choices: object[], rest: object = {}): string =>
  data({
    id: 'chatcmpl-BkF2x9vQm1',
    object: 'chat.completion.chunk',
    created: 1763629200,
    model: 'gpt-4o-2024-08-06',
    service_tier: 'default',
    system_fingerprint: 'fp_07871e2ad8',
    choices,
    usage: null,
    ...rest,
  });
const openaiDelta = (delta: object, finish_reason: string | null = null): string =>
  openaiFrame([{ index: 0, delta, logprobs: null, finish_reason }]);

const openai: VendorStream = {
  name: 'OpenAI',
  protocol: 'openai-chat',
  contentType: 'text/event-stream',
  head: openaiDelta({ role: 'assistant', content: '', refusal: null }),
  event: (index) => openaiDelta({ content: textAt(index) }),
  tail: [
    openaiDelta({}, 'stop'),
    openaiFrame([], { usage: { prompt_tokens: 26, completion_tokens: 9, total_tokens: 35 } }),
    'data: [DONE]\n\n',
  ].join(''),
};

/** What vLLM and its like send when asked for totals in every frame: no two frames are alike. */
const openaiTotals: VendorStream = {
  ...openai,
  name: 'OpenAI, with totals in every frame',
  event: (index) =>
    openaiFrame([{ index: 0, delta: { content: textAt(index) }, logprobs: null, finish_reason: null }], {
      usage: { prompt_tokens: 26, completion_tokens: index + 1, total_tokens: 27 + index },
    }),
};

const anthropic: VendorStream = {
  name: 'Anthropic',
  protocol: 'anthropic-messages',
  contentType: 'text/event-stream',
  head:
    named({
      type: 'message_start',
      ...{ message: { model: 'claude-x', content: [], usage: { input_tokens: 26, output_tokens: 1 } } },
    }) + named({ type: 'content_block_start', ...{ index: 0, content_block: { type: 'text', text: '' } } }),
  event: (index) =>
    named({ type: 'content_block_delta', ...{ index: 0, delta: { type: 'text_delta', text: textAt(index) } } }),
  tail: [
    named({ type: 'content_block_stop', ...{ index: 0 } }),
    named({ type: 'message_delta', ...{ delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 9 } } }),
    named({ type: 'message_stop' }),
  ].join(''),
};

const geminiChunk = (index: number, candidate: object = {}): string =>
  data({
    candidates: [{ content: { parts: [{ text: textAt(index) }], role: 'model' }, index: 0, ...candidate }],
    usageMetadata: {
      promptTokenCount: 26,
      candidatesTokenCount: index + 1,
      totalTokenCount: 27 + index,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 26 }],
    },
    modelVersion: 'gemini-2.5-flash',
    responseId: 'kB8faYq3OJ',
  });

const gemini: VendorStream = {
  name: 'Gemini',
  protocol: 'gemini',
  contentType: 'text/event-stream',
  head: '',
  event: (index) => geminiChunk(index),
  tail: geminiChunk(2_000_000, { finishReason: 'STOP' }),
};

const ollamaLine = (content: string, rest: object): string =>
  line({
    model: 'qwen3:4b',
    created_at: '2026-11-20T09:00:00.123456789Z',
    message: { role: 'assistant', content },
    ...rest,
  });

const ollama: VendorStream = {
  name: 'Ollama',
  protocol: 'ollama-chat',
  contentType: 'application/x-ndjson',
  head: '',
  event: (index) => ollamaLine(textAt(index), { done: false }),
  tail: ollamaLine('', { done: true, done_reason: 'stop', prompt_eval_count: 26, eval_count: 9, eval_duration: 8e6 }),
};

export const VENDOR_STREAMS = { openai, openaiTotals, anthropic, gemini, ollama } as const;

/** How the bytes come: as the socket gives a fast stream (many events a read), or as a model makes them (one event a read). */
export type Cut = { readonly bytesPerRead: number } | 'event';

/** The reads of a whole stream with `events` texts, made as they are asked for, so that a long one needs no memory. */
export function* readsOf({ head, event, tail }: VendorStream, events: number, cut: Cut): Generator<Buffer> {
  const size = cut === 'event' ? 1 : cut.bytesPerRead;
  let held = head;
  for (let index = 0; index < events; index++) {
    held += event(index);
    if (held.length < size) continue;
    yield Buffer.from(held);
    held = '';
  }
  yield Buffer.from(held + tail);
}
