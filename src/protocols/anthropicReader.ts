import type { StreamEvent } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { anthropicUsage } from './anthropicUsage';
import { factsOnce } from './factsOnce';
import { finishReasonOf } from './finishReason';
import { asArray, asNumber, asObject, asText, type JsonObject } from './json';
import { modelOnce } from './modelOnce';
import { textEvent } from './textEvent';
import { ToolText } from './toolText';
import { usageEvent } from './usageEvent';

/** Reads one answer of the Messages protocol, streamed or whole. Kinds of events that are not known here are skipped. */
export class AnthropicReader implements FrameReader {
  private readonly modelEvent = modelOnce();
  private readonly facts = factsOnce();
  private readonly tools = new ToolText();
  /** Arguments that came with the beginning of a call, by block: they count when no pieces follow. */
  private readonly wholeInputs = new Map<number, string>();
  /** What is known of the totals: a later event may correct a part of them and leave out the rest. */
  private usage: JsonObject = {};

  read(frame: JsonObject, event: string | null): StreamEvent[] {
    switch (asText(frame['type']) ?? event) {
      case 'message_start':
        return this.start(asObject(frame['message']) ?? {});
      case 'content_block_start':
        return this.beginBlock(asNumber(frame['index']) ?? 0, asObject(frame['content_block']) ?? {});
      case 'content_block_delta':
        return this.delta(asNumber(frame['index']) ?? 0, asObject(frame['delta']) ?? {});
      case 'content_block_stop':
        return this.endBlock(asNumber(frame['index']) ?? 0);
      case 'message_delta':
        return [...this.totals(frame['usage']), ...this.finish(asObject(frame['delta']) ?? {})];
      case 'message_stop':
        return [...this.end(), { type: 'end' }];
      case 'message':
        return this.whole(frame);
      default:
        return [];
    }
  }

  end(): StreamEvent[] {
    return textEvent('tool', this.tools.end());
  }

  /** Its output tokens are a placeholder: nothing is generated yet. */
  private start(message: JsonObject): StreamEvent[] {
    const usage = asObject(message['usage']);
    return [...this.modelEvent(message['model']), ...this.totals(usage && { ...usage, output_tokens: null })];
  }

  private totals(value: unknown): StreamEvent[] {
    const usage = asObject(value);
    if (!usage) return [];
    const said = Object.entries(usage).filter(([, part]) => part !== null);
    this.usage = { ...this.usage, ...Object.fromEntries(said) };
    const { service_tier, speed } = usage;
    return [...usageEvent(anthropicUsage(this.usage)), ...this.facts({ service_tier, speed })];
  }

  private beginBlock(index: number, block: JsonObject): StreamEvent[] {
    if (!isToolUse(block)) return this.text(block);
    const input = asObject(block['input']) ?? {};
    if (Object.keys(input).length > 0) this.wholeInputs.set(index, JSON.stringify(input));
    this.tools.take([{ index, function: { name: block['name'] } }]);
    return [];
  }

  private delta(index: number, delta: JsonObject): StreamEvent[] {
    if (delta['type'] !== 'input_json_delta') return this.text(delta);
    const args = asText(delta['partial_json']);
    if (args !== null) this.wholeInputs.delete(index);
    return textEvent('tool', this.tools.take([{ index, function: { arguments: args } }]));
  }

  private endBlock(index: number): StreamEvent[] {
    const args = this.wholeInputs.get(index);
    this.wholeInputs.delete(index);
    return textEvent('tool', this.tools.take([{ index, function: { arguments: args } }]));
  }

  /** The text of a block or of a piece of one. Signatures and citations are no generated text. */
  private text(part: JsonObject): StreamEvent[] {
    switch (part['type']) {
      case 'text':
      case 'text_delta':
        return textEvent('answer', part['text']);
      case 'thinking':
      case 'thinking_delta':
        return textEvent('reasoning', part['thinking']);
      case 'fallback':
        return this.modelEvent(asObject(part['to'])?.['model'] ?? part['to']);
      default:
        return [];
    }
  }

  private finish({ stop_reason }: JsonObject): StreamEvent[] {
    const raw = asText(stop_reason);
    return raw === null ? [] : [...this.end(), { type: 'finish', reason: finishReasonOf(raw), raw }];
  }

  private whole(message: JsonObject): StreamEvent[] {
    const blocks = asArray(message['content']).map((block) => asObject(block) ?? {});
    return [
      ...this.modelEvent(message['model']),
      ...blocks.flatMap((block, index) => [...this.beginBlock(index, block), ...this.endBlock(index)]),
      ...this.totals(message['usage']),
      ...this.finish(message),
    ];
  }
}

/** The model's own calls, whoever runs the tool; what comes back from one is not generated. */
const isToolUse = ({ type }: JsonObject): boolean =>
  type === 'tool_use' || type === 'server_tool_use' || type === 'mcp_tool_use';
