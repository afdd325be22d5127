import type { StreamEvent } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { saidError } from './apiError';
import type { ErrorContext } from './dialect';
import { finishReasonOf } from './finishReason';
import { asCount, asNumber, asObject, asText, type JsonObject } from './json';
import { NewText } from './newText';
import { PlainText } from './plainText';
import { MS_PER_SECOND, msOf, timingsEvent } from './timingsEvent';

/** Reads one answer of SGLang's `/generate`. Its text is all of it so far, unless the server was started otherwise. */
export class SglangReader implements FrameReader {
  private readonly context: ErrorContext;
  private readonly newText = new NewText({ usuallyGrows: true });
  private readonly text = new PlainText();

  constructor(context: ErrorContext) {
    this.context = context;
  }

  read(frame: JsonObject): StreamEvent[] {
    const meta = asObject(frame['meta_info']) ?? {};
    const text = this.newText.take(asText(frame['text']) ?? '');
    const tokens = { own: null, total: asCount(meta['completion_tokens']) };
    return [...this.text.add(text, tokens), ...usage(meta), ...this.finish(meta)];
  }

  end(): StreamEvent[] {
    return this.text.end();
  }

  /** The reason is an object with its kind, or only the kind. */
  private finish(meta: JsonObject): StreamEvent[] {
    const said = asObject(meta['finish_reason']);
    const raw = asText(said?.['type'] ?? meta['finish_reason']);
    if (raw === null) return [];
    const reason = finishReasonOf(raw);
    const error: StreamEvent[] =
      reason === 'error'
        ? [{ type: 'error', error: saidError(said ?? raw, asNumber(said?.['status_code']), this.context) }]
        : [];
    return [...this.end(), ...timings(meta), { type: 'finish', reason, raw }, ...error];
  }
}

function usage(meta: JsonObject): StreamEvent[] {
  const inputTotal = asCount(meta['prompt_tokens']);
  const outputTotal = asCount(meta['completion_tokens']);
  if (inputTotal === null && outputTotal === null) return [];
  const totals = {
    inputTotal,
    inputCached: asCount(meta['cached_tokens']),
    inputCacheWrite: null,
    outputTotal,
    outputReasoning: asCount(meta['reasoning_tokens']),
  };
  return [{ type: 'usage', usage: totals }];
}

const TIMES = ['e2e_latency', 'queue_time', 'decode_throughput'] as const;

function timings(meta: JsonObject): StreamEvent[] {
  const raw = Object.fromEntries(TIMES.flatMap((name) => (name in meta ? [[name, meta[name]]] : [])));
  const { e2e_latency: total, queue_time: queue } = meta;
  return timingsEvent({ totalMs: msOf(total, MS_PER_SECOND), queueMs: msOf(queue, MS_PER_SECOND) }, raw);
}
