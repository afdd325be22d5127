import type { StreamEvent } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { saidError } from './apiError';
import type { ErrorContext } from './dialect';
import { factsOnce } from './factsOnce';
import { finishReasonOf } from './finishReason';
import { asArray, asCount, asNumber, asObject, asText, type JsonObject } from './json';
import { promptProgress } from './llamacppProgress';
import { modelOnce } from './modelOnce';
import { DeltaReader } from './openaiDelta';
import { timingsOf } from './openaiTimings';
import { usageOf } from './openaiUsage';
import { pieceEvents } from './pieceEvents';
import { TokenCounter } from './tokenCounter';

const NOTHING: JsonObject = {};

/** Reads one answer of the Chat Completions protocol, in all the shapes that compatible servers give it. */
export class OpenaiReader implements FrameReader {
  private readonly context: ErrorContext;
  private readonly delta = new DeltaReader();
  private readonly counter = new TokenCounter();
  private readonly modelEvent = modelOnce();
  private readonly facts = factsOnce();
  /** With several choices only the first is listened to, and totals that count all of them say nothing about it. */
  private hasOtherChoices = false;

  constructor(context: ErrorContext) {
    this.context = context;
  }

  end(): StreamEvent[] {
    return pieceEvents(this.delta.end(), null);
  }

  /** One frame of a stream, or the whole of a body, which has the same shape with `message` in place of `delta`. */
  read(frame: JsonObject): StreamEvent[] {
    const choice = this.choiceOf(frame);
    const usage = this.usageEvent(frame);
    const timings = timingsOf(frame);
    const model = this.modelEvent(frame['model']);
    const progress = promptProgress(frame);
    const text = this.choiceText(frame, choice, usage);
    const facts = this.facts(factsOf(frame));
    const finish = this.finishEvents(choice);
    // Nearly every frame has text only, and a stream has a frame for each token.
    if (!timings && !usage && model.length + progress.length + facts.length + finish.length === 0) return text;
    return [
      ...model,
      ...progress,
      ...text,
      ...(timings ? [timings] : []),
      ...facts,
      ...(usage ? [usage] : []),
      ...finish,
    ];
  }

  private choiceOf(frame: JsonObject): JsonObject {
    let first: JsonObject | null = null;
    for (const each of asArray(frame['choices'])) {
      const choice = asObject(each) ?? NOTHING;
      if ((asNumber(choice['index']) ?? 0) !== 0) this.hasOtherChoices = true;
      else first ??= choice;
    }
    return first ?? NOTHING;
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
    const pieces = this.delta.read(asObject(choice['delta']) ?? asObject(choice['message']) ?? NOTHING);
    const total = usage?.usage.outputTotal ?? asCount(asObject(frame['timings'])?.['predicted_n']);
    const tokens = this.counter.count({ own: ownTokens(choice), total }, pieces.length > 0);
    return pieceEvents(pieces, tokens);
  }

  private finishEvents(choice: JsonObject): StreamEvent[] {
    const raw = asText(choice['finish_reason']);
    if (raw === null) return [];
    const reason = finishReasonOf(raw);
    const gaveUp: StreamEvent[] =
      reason === 'error' ? [{ type: 'error', error: saidError(raw, null, this.context) }] : [];
    return [...this.end(), { type: 'finish', reason, raw }, ...gaveUp];
  }
}

/** Who answered, in which tier, and what it cost: one number, or several with a total. */
function factsOf(frame: JsonObject): JsonObject {
  const usage = asObject(frame['usage']);
  const cost = usage?.['cost'];
  return {
    service_tier: frame['service_tier'],
    provider: frame['provider'],
    cost: asObject(cost)?.['total_cost'] ?? cost,
    cost_in_usd_ticks: usage?.['cost_in_usd_ticks'],
  };
}

/** Tokens of this very frame, where the server was asked to list them. */
function ownTokens(choice: JsonObject): number | null {
  const ids = asArray(choice['token_ids']);
  if (ids.length > 0) return ids.length;
  const logprobs = asObject(choice['logprobs']);
  if (!logprobs) return null;
  const listed = asArray(logprobs['content']).length + asArray(logprobs['refusal']).length;
  return listed > 0 ? listed : null;
}
