import { runError } from '../core/runError';
import type { StreamEvent } from '../core/streamEvent';
import { errorInside, malformed, saidError } from './apiError';
import type { Decoder, ErrorContext, Frame } from './dialect';
import { finishReasonOf } from './finishReason';
import { asArray, asCount, asNumber, asObject, asText, parseJson, type JsonObject } from './json';
import { DeltaReader } from './openaiDelta';
import { timingsOf } from './openaiTimings';
import { usageOf } from './openaiUsage';
import type { Piece } from './thinkTags';
import { TokenCounter } from './tokenCounter';

/** Decodes one streamed answer of the Chat Completions protocol, in all the shapes that compatible servers give it. */
export class OpenaiDecoder implements Decoder {
  private readonly context: ErrorContext;
  private readonly delta = new DeltaReader();
  private readonly counter = new TokenCounter();
  private model = '';
  /** A finish reason, an error or the terminator came, so a close of the connection is in order. */
  private isComplete = false;
  private frames = 0;
  /** With several choices only the first is listened to, and totals that count all of them say nothing about it. */
  private hasOtherChoices = false;

  constructor(context: ErrorContext) {
    this.context = context;
  }

  decode({ event, data }: Frame): StreamEvent[] {
    const text = data.trim();
    if (text === '') return [];
    this.frames++;
    if (text.startsWith('[DONE]')) return this.terminate();
    const frame = asObject(parseJson(text));
    if (event === 'error') return this.fail(frame?.['error'] ?? frame ?? text);
    if (frame) return this.decodeObject(frame);
    this.isComplete = true;
    return [{ type: 'error', error: malformed('sent an event that is no JSON object', text, this.context) }];
  }

  end(): StreamEvent[] {
    const held = this.textEvents(this.delta.end(), null);
    if (this.isComplete) return held;
    this.isComplete = true;
    const error =
      this.frames === 0
        ? malformed('closed the connection without sending an event', '', this.context)
        : runError(
            'reset',
            `${this.context.url} closed the connection in mid-answer. What came before is kept. Run again; if it happens again, look into the server's log.`,
          );
    return [...held, { type: 'error', error }];
  }

  /** One frame of a stream, or the whole of a body, which has the same shape with `message` in place of `delta`. */
  decodeObject(frame: JsonObject): StreamEvent[] {
    const choice = this.choiceOf(frame);
    const usage = this.usageEvent(frame);
    const timings = timingsOf(frame);
    return [
      ...this.modelEvent(frame),
      ...this.choiceText(frame, choice, usage),
      ...(timings ? [timings] : []),
      ...(usage ? [usage] : []),
      ...this.finishEvents(choice),
      ...this.errorEvents(frame, choice),
    ];
  }

  private terminate(): StreamEvent[] {
    this.isComplete = true;
    return [...this.textEvents(this.delta.end(), null), { type: 'end' }];
  }

  private fail(cause: unknown): StreamEvent[] {
    this.isComplete = true;
    return [{ type: 'error', error: saidError(cause, null, this.context) }];
  }

  private choiceOf(frame: JsonObject): JsonObject {
    const choices = asArray(frame['choices']).map((choice) => asObject(choice) ?? {});
    const isFirst = (choice: JsonObject): boolean => (asNumber(choice['index']) ?? 0) === 0;
    if (!choices.every(isFirst)) this.hasOtherChoices = true;
    return choices.find(isFirst) ?? {};
  }

  private modelEvent(frame: JsonObject): StreamEvent[] {
    const model = asText(frame['model']);
    if (model === null || model === this.model) return [];
    this.model = model;
    return [{ type: 'model', model }];
  }

  private usageEvent(frame: JsonObject): (StreamEvent & { type: 'usage' }) | null {
    const usage = usageOf(frame);
    if (!usage) return null;
    return {
      type: 'usage',
      usage: this.hasOtherChoices ? { ...usage, outputTotal: null, outputReasoning: null } : usage,
    };
  }

  private choiceText(
    frame: JsonObject,
    choice: JsonObject,
    usage: (StreamEvent & { type: 'usage' }) | null,
  ): StreamEvent[] {
    const pieces = this.delta.read(asObject(choice['delta']) ?? asObject(choice['message']) ?? {});
    const total = usage?.usage.outputTotal ?? asCount(asObject(frame['timings'])?.['predicted_n']);
    const tokens = this.counter.count({ own: ownTokens(choice), total }, pieces.length > 0);
    return this.textEvents(pieces, tokens);
  }

  /** Pieces of one frame share its tokens; they are counted with the first of them. */
  private textEvents(pieces: readonly Piece[], tokens: number | null): StreamEvent[] {
    return pieces.map(({ channel, text }, index) => ({
      type: 'text',
      channel,
      text,
      tokens: index > 0 && tokens !== null ? 0 : tokens,
    }));
  }

  private finishEvents(choice: JsonObject): StreamEvent[] {
    const raw = asText(choice['finish_reason']);
    if (raw === null) return [];
    this.isComplete = true;
    return [...this.textEvents(this.delta.end(), null), { type: 'finish', reason: finishReasonOf(raw), raw }];
  }

  private errorEvents(frame: JsonObject, choice: JsonObject): StreamEvent[] {
    const raw = asText(choice['finish_reason']) ?? '';
    const gaveUp = finishReasonOf(raw) === 'error' ? saidError(raw, null, this.context) : null;
    const error = errorInside(frame, this.context) ?? gaveUp;
    if (!error) return [];
    this.isComplete = true;
    return [{ type: 'error', error }];
  }
}

/** Tokens of this very frame, where the server was asked to list them. */
function ownTokens(choice: JsonObject): number | null {
  const ids = asArray(choice['token_ids']);
  if (ids.length > 0) return ids.length;
  const logprobs = asObject(choice['logprobs']) ?? {};
  const listed = asArray(logprobs['content']).length + asArray(logprobs['refusal']).length;
  return listed > 0 ? listed : null;
}
