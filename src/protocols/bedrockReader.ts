import type { StreamEvent, Usage } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { saidError } from './apiError';
import type { ErrorContext } from './dialect';
import { factsOnce } from './factsOnce';
import { finishReasonOf } from './finishReason';
import { asArray, asCount, asNumber, asObject, asText, type JsonObject } from './json';
import { textEvent } from './textEvent';
import { msOf, timingsEvent } from './timingsEvent';
import { ToolText } from './toolText';

/** Reads one answer of Converse, streamed or whole. Its messages are padded with a field `p` of random length, which says nothing. */
export class BedrockReader implements FrameReader {
  private readonly context: ErrorContext;
  private readonly facts = factsOnce();
  private readonly tools = new ToolText();

  constructor(context: ErrorContext) {
    this.context = context;
  }

  read(frame: JsonObject, event: string | null): StreamEvent[] {
    const index = asNumber(frame['contentBlockIndex']) ?? 0;
    switch (event) {
      case 'contentBlockStart':
        return this.call(index, asObject(asObject(frame['start'])?.['toolUse']));
      case 'contentBlockDelta':
        return this.block(index, asObject(frame['delta']) ?? {});
      case 'messageStop':
        return this.finish(frame);
      case 'metadata':
        return [...this.end(), ...this.totals(frame), { type: 'end' }];
      case null:
        return this.whole(frame);
      default:
        return [];
    }
  }

  end(): StreamEvent[] {
    return textEvent('tool', this.tools.end());
  }

  /** A piece of a block, or the whole of one. Signatures and hidden reasoning are no generated text. */
  private block(index: number, block: JsonObject): StreamEvent[] {
    const reasoning = asObject(block['reasoningContent']);
    return [
      ...textEvent('reasoning', reasoning?.['text'] ?? asObject(reasoning?.['reasoningText'])?.['text']),
      ...textEvent('answer', block['text']),
      ...this.call(index, asObject(block['toolUse'])),
    ];
  }

  /** Arguments come as text in a stream and as an object in a body. */
  private call(index: number, call: JsonObject | null): StreamEvent[] {
    if (!call) return [];
    const { name, input } = call;
    const args = asObject(input) ? JSON.stringify(input) : input;
    return textEvent('tool', this.tools.take([{ index, function: { name, arguments: args } }]));
  }

  private finish({ stopReason }: JsonObject): StreamEvent[] {
    const raw = asText(stopReason);
    if (raw === null) return [];
    const reason = finishReasonOf(raw);
    const gaveUp: StreamEvent[] =
      reason === 'error' ? [{ type: 'error', error: saidError(raw, null, this.context) }] : [];
    return [...this.end(), { type: 'finish', reason, raw }, ...gaveUp];
  }

  private totals(frame: JsonObject): StreamEvent[] {
    const usage = asObject(frame['usage']);
    const metrics = asObject(frame['metrics']);
    const tier = asObject(frame['serviceTier'])?.['type'];
    const latency = asObject(frame['performanceConfig'])?.['latency'];
    return [
      ...(usage ? [{ type: 'usage', usage: usageOf(usage) } as const] : []),
      ...(metrics ? timingsEvent({ totalMs: msOf(metrics['latencyMs'], 1) }, { metrics }) : []),
      ...this.facts({ serviceTier: tier, performance: latency }),
    ];
  }

  private whole(answer: JsonObject): StreamEvent[] {
    const content = asArray(asObject(asObject(answer['output'])?.['message'])?.['content']);
    return [
      ...content.flatMap((block, index) => this.block(index, asObject(block) ?? {})),
      ...this.totals(answer),
      ...this.finish(answer),
    ];
  }
}

/** Amazon's input leaves out what was read from or written to a cache. */
function usageOf(usage: JsonObject): Usage {
  const fresh = asCount(usage['inputTokens']);
  const cached = asCount(usage['cacheReadInputTokens']);
  const written = asCount(usage['cacheWriteInputTokens']);
  return {
    inputTotal: fresh === null ? null : fresh + (cached ?? 0) + (written ?? 0),
    inputCached: cached,
    inputCacheWrite: written,
    outputTotal: asCount(usage['outputTokens']),
    outputReasoning: null,
  };
}
