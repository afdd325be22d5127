import type { StreamEvent, Usage } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { saidError } from './apiError';
import type { ErrorContext } from './dialect';
import { finishReasonOf } from './finishReason';
import { asArray, asCount, asNumber, asObject, asText, type JsonObject } from './json';
import { textEvent } from './textEvent';
import { ToolText } from './toolText';
import { usageEvent } from './usageEvent';

/** Reads one answer of Cohere's chat, streamed or whole. Citations and other kinds of events hold no generated text. */
export class CohereReader implements FrameReader {
  private readonly context: ErrorContext;
  private readonly tools = new ToolText();

  constructor(context: ErrorContext) {
    this.context = context;
  }

  read(frame: JsonObject, event: string | null): StreamEvent[] {
    const type = asText(frame['type']) ?? event;
    if (type === null) return this.whole(frame);
    const delta = asObject(frame['delta']) ?? {};
    if (type === 'message-end') return [...this.finish(delta), { type: 'end' }];
    return this.message(asObject(delta['message']) ?? {}, frame);
  }

  end(): StreamEvent[] {
    return textEvent('tool', this.tools.end());
  }

  /** One piece. Its plan for the tools is the model thinking aloud before it calls them. */
  private message(message: JsonObject, frame: JsonObject): StreamEvent[] {
    const index = asNumber(frame['index']) ?? 0;
    const listed = asArray(asObject(frame['logprobs'])?.['token_ids']).length;
    const calls = asObject(message['tool_calls']);
    return [
      ...textEvent('reasoning', message['tool_plan']),
      ...contentEvents(asObject(message['content']) ?? {}, listed > 0 ? listed : null),
      ...textEvent('tool', calls ? this.tools.take([{ ...calls, index }]) : ''),
    ];
  }

  private finish(part: JsonObject): StreamEvent[] {
    const usage = asObject(part['usage']);
    const raw = asText(part['finish_reason']) ?? '';
    const reason = finishReasonOf(raw);
    const gaveUp: StreamEvent[] =
      reason === 'error' ? [{ type: 'error', error: saidError(asText(part['error']) ?? raw, null, this.context) }] : [];
    return [
      ...usageEvent(usage && usageOf(usage)),
      ...this.end(),
      ...(raw === '' ? [] : [{ type: 'finish', reason, raw } as const]),
      ...gaveUp,
    ];
  }

  private whole(answer: JsonObject): StreamEvent[] {
    const message = asObject(answer['message']) ?? {};
    return [
      ...textEvent('reasoning', message['tool_plan']),
      ...asArray(message['content']).flatMap((part) => contentEvents(asObject(part) ?? {}, null)),
      ...textEvent('tool', this.tools.take(message['tool_calls'])),
      ...this.finish(answer),
    ];
  }
}

const contentEvents = (content: JsonObject, tokens: number | null): StreamEvent[] => [
  ...textEvent('reasoning', content['thinking'], tokens),
  ...textEvent('answer', content['text'], tokens),
];

/** `tokens` are what the model worked through; `billed_units` are the base of the price and leave some out. */
function usageOf(usage: JsonObject): Usage {
  const real = asObject(usage['tokens']) ?? {};
  const billed = asObject(usage['billed_units']) ?? {};
  return {
    inputTotal: asCount(real['input_tokens']) ?? asCount(billed['input_tokens']),
    inputCached: asCount(usage['cached_tokens']),
    inputCacheWrite: null,
    outputTotal: asCount(real['output_tokens']) ?? asCount(billed['output_tokens']),
    outputReasoning: null,
  };
}
