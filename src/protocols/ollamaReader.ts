import type { StreamEvent } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { finishReasonOf } from './finishReason';
import { asArray, asCount, asNumber, asObject, asText, type JsonObject } from './json';
import { modelOnce } from './modelOnce';
import { DeltaReader } from './openaiDelta';
import { pieceEvents } from './pieceEvents';
import { msOf, timingsEvent } from './timingsEvent';
import { TokenCounter } from './tokenCounter';

const MS_PER_NANOSECOND = 1e-6;

/** Reads one answer of Ollama: `/api/chat` has its text in a message, `/api/generate` beside it; a whole body is one last line. */
export class OllamaReader implements FrameReader {
  private readonly modelEvent = modelOnce();
  private readonly delta = new DeltaReader();
  private readonly counter = new TokenCounter();
  private hasText = false;

  read(line: JsonObject): StreamEvent[] {
    // The last line may carry text too.
    return [...this.modelEvent(line['model']), ...this.text(line), ...(line['done'] === true ? this.done(line) : [])];
  }

  end(): StreamEvent[] {
    return pieceEvents(this.delta.end(), null);
  }

  private text(line: JsonObject): StreamEvent[] {
    const message = asObject(line['message']) ?? {};
    const pieces = this.delta.read({
      reasoning: message['thinking'] ?? line['thinking'],
      content: message['content'] ?? line['response'],
      tool_calls: asArray(message['tool_calls']).map(wireCall),
    });
    if (pieces.length > 0) this.hasText = true;
    // A line is most often one token, but parsers for tools and thinking hold several back; only a list of them is sure.
    const listed = asArray(line['logprobs']).length;
    const own = listed > 0 ? listed : null;
    return pieceEvents(pieces, this.counter.count({ own, total: null }, pieces.length > 0));
  }

  private done(line: JsonObject): StreamEvent[] {
    const raw = asText(line['done_reason']);
    const finish: StreamEvent[] = raw === null ? [] : [{ type: 'finish', reason: finishReasonOf(raw), raw }];
    return [...this.end(), ...timings(line), ...this.usage(line), ...finish, { type: 'end' }];
  }

  private usage(line: JsonObject): StreamEvent[] {
    const inputTotal = asCount(line['prompt_eval_count']);
    // A zero is left out of the line. Older versions left the prompt out when it was cached, so only of the output is that sure.
    const outputTotal = asCount(line['eval_count']) ?? (this.hasText ? null : 0);
    const usage = {
      inputTotal,
      inputCached: asCount(line['prompt_eval_cached_count']),
      inputCacheWrite: null,
      outputTotal,
      outputReasoning: null,
    };
    return inputTotal === null && !outputTotal ? [] : [{ type: 'usage', usage }];
  }
}

const DURATIONS = ['total_duration', 'load_duration', 'prompt_eval_duration', 'eval_duration'] as const;

/** A duration of zero is left out of the line, so what is missing beside others was zero. */
function timings(line: JsonObject): StreamEvent[] {
  const said = DURATIONS.filter((name) => asNumber(line[name]) !== null);
  const zero = said.length > 1 ? 0 : null;
  const ms = (name: (typeof DURATIONS)[number]): number | null => msOf(line[name] ?? zero, MS_PER_NANOSECOND);
  return timingsEvent(
    {
      loadMs: ms('load_duration'),
      prefillMs: ms('prompt_eval_duration'),
      decodeMs: ms('eval_duration'),
      totalMs: ms('total_duration'),
    },
    Object.fromEntries(said.map((name) => [name, line[name]])),
  );
}

/** Ollama gives the arguments of a call as an object, all at once. */
function wireCall(value: unknown): JsonObject {
  const call = asObject(asObject(value)?.['function']) ?? {};
  const { name, index, arguments: given } = call;
  return { index, function: { name, arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}) } };
}
