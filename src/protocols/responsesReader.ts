import type { StreamEvent, Usage } from '../core/streamEvent';
import type { Channel, FinishReason } from '../core/vocabulary';
import type { FrameReader } from './answerDecoder';
import { saidError } from './apiError';
import type { ErrorContext } from './dialect';
import { factsOnce } from './factsOnce';
import { finishReasonOf } from './finishReason';
import { asArray, asCount, asNumber, asObject, asText, type JsonObject } from './json';
import { modelOnce } from './modelOnce';
import { outputPieces } from './responsesOutput';
import { textEvent } from './textEvent';
import { ToolText } from './toolText';
import { usageEvent } from './usageEvent';

/** Events that close a response, each with the whole of it. */
const LAST_EVENTS = /^response\.(completed|incomplete|failed|cancelled)$/;

/** Kinds of pieces. Events that end in `.done` repeat the text of the pieces before them. */
const PIECES: readonly [RegExp, Channel][] = [
  [/^response\.output_text\.delta$/, 'answer'],
  [/^response\.audio\.transcript\.delta$/, 'answer'],
  [/^response\.refusal\.delta$/, 'refusal'],
  [/^response\.reasoning\w*\.delta$/, 'reasoning'],
  [/^response\.\w+_call\w*\.delta$/, 'tool'],
];

/** Reads one answer of the Responses protocol, streamed or whole. Kinds of events that are not known here are skipped. */
export class ResponsesReader implements FrameReader {
  private readonly context: ErrorContext;
  private readonly modelEvent = modelOnce();
  private readonly facts = factsOnce();
  private readonly tools = new ToolText();
  private readonly channels = new Map<string, Channel | null>();
  private hasText = false;

  constructor(context: ErrorContext) {
    this.context = context;
  }

  read(frame: JsonObject, event: string | null): StreamEvent[] {
    const type = asText(frame['type']) ?? event;
    if (type === null) return Array.isArray(frame['output']) ? this.close(frame) : [];
    const channel = this.channelOf(type);
    if (channel) return this.piece(channel, frame);
    if (type === 'response.output_item.added') return this.beginItem(frame);
    const response = asObject(frame['response']);
    if (!response) return [];
    return LAST_EVENTS.test(type) ? this.close(response) : this.modelEvent(response['model']);
  }

  end(): StreamEvent[] {
    return textEvent('tool', this.tools.end());
  }

  private channelOf(type: string): Channel | null {
    const known = this.channels.get(type);
    if (known !== undefined) return known;
    const channel = PIECES.find(([pattern]) => pattern.test(type))?.[1] ?? null;
    this.channels.set(type, channel);
    return channel;
  }

  private piece(channel: Channel, frame: JsonObject): StreamEvent[] {
    const index = asNumber(frame['output_index']) ?? 0;
    const delta = asText(frame['delta']);
    const text = channel === 'tool' ? this.tools.take([{ index, function: { arguments: delta } }]) : delta;
    const listed = asArray(frame['logprobs']).length;
    const events = textEvent(channel, text, listed > 0 ? listed : null);
    if (events.length > 0) this.hasText = true;
    return events;
  }

  /** The name of a call comes ahead of its arguments. */
  private beginItem(frame: JsonObject): StreamEvent[] {
    const item = asObject(frame['item']) ?? {};
    const index = asNumber(frame['output_index']) ?? 0;
    if (isCall(item)) this.tools.take([{ index, function: { name: item['name'] } }]);
    return [];
  }

  /** The end of a response. Its text is taken from the whole only where no piece of it was streamed. */
  private close(response: JsonObject): StreamEvent[] {
    const output = asArray(response['output']).map((item) => asObject(item) ?? {});
    const usage = asObject(response['usage']);
    const { service_tier } = response;
    return [
      ...this.modelEvent(response['model']),
      ...this.rest(output),
      ...usageEvent(usage && usageOf(usage)),
      ...this.facts({ service_tier }),
      ...this.finish(response, output),
    ];
  }

  private rest(output: readonly JsonObject[]): StreamEvent[] {
    const held = this.end();
    const whole = this.hasText ? [] : outputPieces(output);
    return whole.length > 0 ? whole : held;
  }

  private finish(response: JsonObject, output: readonly JsonObject[]): StreamEvent[] {
    const status = asText(response['status']) ?? 'completed';
    if (status === 'failed')
      return [{ type: 'error', error: saidError(response['error'] ?? status, null, this.context) }];
    const raw = asText(asObject(response['incomplete_details'])?.['reason']) ?? status;
    return [{ type: 'finish', reason: reasonOf(raw, output), raw }, { type: 'end' }];
  }
}

/** A response that ends in calls for the client to carry out is completed like any other. */
function reasonOf(raw: string, output: readonly JsonObject[]): FinishReason {
  if (raw !== 'completed') return finishReasonOf(raw);
  return output.some(({ type }) => type === 'function_call' || type === 'custom_tool_call') ? 'tool' : 'stop';
}

const isCall = ({ type }: JsonObject): boolean => typeof type === 'string' && /_call$/.test(type);

function usageOf(usage: JsonObject): Usage {
  const input = asObject(usage['input_tokens_details']) ?? {};
  const output = asObject(usage['output_tokens_details']) ?? {};
  return {
    inputTotal: asCount(usage['input_tokens']),
    inputCached: asCount(input['cached_tokens']),
    inputCacheWrite: asCount(input['cache_write_tokens']),
    outputTotal: asCount(usage['output_tokens']),
    outputReasoning: asCount(output['reasoning_tokens']),
  };
}
