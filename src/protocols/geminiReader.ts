import { runError } from '../core/runError';
import type { StreamEvent } from '../core/streamEvent';
import type { FinishReason } from '../core/vocabulary';
import type { FrameReader } from './answerDecoder';
import { saidError } from './apiError';
import type { ErrorContext } from './dialect';
import { factsOnce } from './factsOnce';
import { finishReasonOf } from './finishReason';
import { geminiTotals, type GeminiTotals } from './geminiUsage';
import { asArray, asNumber, asObject, asText, type JsonObject } from './json';
import { quoted } from './maskSecrets';
import { modelOnce } from './modelOnce';
import { pieceEvents } from './pieceEvents';
import { textEvent } from './textEvent';
import type { Piece } from './thinkTags';
import { TokenCounter } from './tokenCounter';
import { ToolText } from './toolText';
import { usageEvent } from './usageEvent';

/** Reads one answer of generateContent, whose chunks all have the same shape, in a stream and in a body. */
export class GeminiReader implements FrameReader {
  private readonly context: ErrorContext;
  private readonly modelEvent = modelOnce();
  private readonly facts = factsOnce();
  private readonly tools = new ToolText();
  /** Thoughts and answer are counted apart, so that hidden thoughts are not taken for tokens of the first text. */
  private readonly thoughts = new TokenCounter();
  private readonly answer = new TokenCounter();
  private calls = 0;

  constructor(context: ErrorContext) {
    this.context = context;
  }

  read(chunk: JsonObject): StreamEvent[] {
    const candidate = firstCandidate(chunk);
    const totals = geminiTotals(chunk);
    const { serviceTier, trafficType } = asObject(chunk['usageMetadata']) ?? {};
    return [
      ...this.modelEvent(chunk['modelVersion']),
      ...this.text(candidate, totals),
      ...usageEvent(totals && totals.usage),
      ...this.facts({ serviceTier, trafficType }),
      ...this.finish(candidate),
      ...this.blocked(chunk),
    ];
  }

  private text(candidate: JsonObject, totals: GeminiTotals | null): StreamEvent[] {
    const parts = asArray(asObject(candidate['content'])?.['parts']);
    const pieces = parts.flatMap((part) => this.piece(asObject(part) ?? {}));
    const thoughts = pieces.filter(({ channel }) => channel === 'reasoning');
    const answer = pieces.filter(({ channel }) => channel !== 'reasoning');
    const count = (counter: TokenCounter, total: number | null = null, { length }: readonly Piece[]): number | null =>
      counter.count({ own: null, total }, length > 0);
    return [
      ...pieceEvents(thoughts, count(this.thoughts, totals?.thoughts, thoughts)),
      ...pieceEvents(answer, count(this.answer, totals?.candidates, answer)),
    ];
  }

  /** Signatures, results of code and media are no generated text. */
  private piece(part: JsonObject): Piece[] {
    const text = asText(part['text']);
    if (text !== null) return [{ channel: part['thought'] === true ? 'reasoning' : 'answer', text }];
    const code = asText(asObject(part['executableCode'])?.['code']);
    if (code !== null) return [{ channel: 'tool', text: code }];
    const call = asObject(part['functionCall']);
    return call ? this.call(call) : [];
  }

  /** Calls come whole, or, where that was asked for, with their arguments value by value. */
  private call(call: JsonObject): Piece[] {
    const name = asText(call['name']);
    if (name !== null) this.calls++;
    const args = asObject(call['args']);
    const values = asArray(call['partialArgs']).map(argumentText).join('');
    const body = { name, arguments: args ? JSON.stringify(args) : values };
    const text = this.tools.take([{ index: this.calls, function: body }]);
    return text === '' ? [] : [{ channel: 'tool', text }];
  }

  end(): StreamEvent[] {
    return textEvent('tool', this.tools.end());
  }

  private finish(candidate: JsonObject): StreamEvent[] {
    const raw = asText(candidate['finishReason']);
    if (raw === null) return [];
    const reason = this.reasonOf(raw);
    const words = asText(candidate['finishMessage']) ?? raw;
    const gaveUp: StreamEvent[] =
      reason === 'error' ? [{ type: 'error', error: saidError(words, null, this.context) }] : [];
    return [...this.end(), { type: 'finish', reason, raw }, ...gaveUp];
  }

  /** Calling a function has no word of its own here. */
  private reasonOf(raw: string): FinishReason {
    const reason = finishReasonOf(raw);
    return reason === 'stop' && this.calls > 0 ? 'tool' : reason;
  }

  /** A prompt that is not let through is answered with a good status and no candidate. */
  private blocked(chunk: JsonObject): StreamEvent[] {
    const feedback = asObject(chunk['promptFeedback']) ?? {};
    const raw = asText(feedback['blockReason']);
    if (raw === null) return [];
    const words = asText(feedback['blockReasonMessage']) ?? raw;
    const error = runError(
      'bad-request',
      `${this.context.url} blocked the prompt (${raw}) and generated nothing. Change the prompt, or the safety settings of the request.`,
      { detail: quoted(words, this.context.secrets) },
    );
    return [
      { type: 'finish', reason: 'filter', raw },
      { type: 'error', error },
    ];
  }
}

const firstCandidate = (chunk: JsonObject): JsonObject =>
  asArray(chunk['candidates'])
    .map((candidate) => asObject(candidate) ?? {})
    .find((candidate) => (asNumber(candidate['index']) ?? 0) === 0) ?? {};

function argumentText(value: unknown): string {
  const part = asObject(value) ?? {};
  const said = part['stringValue'] ?? part['numberValue'] ?? part['boolValue'];
  return typeof said === 'string' ? said : said === undefined ? '' : JSON.stringify(said);
}
