import { runError } from '../core/runError';
import { stated } from '../core/stated';
import type { StreamEvent } from '../core/streamEvent';
import { errorInside, malformed, saidError } from './apiError';
import type { Decoder, ErrorContext, Frame } from './dialect';
import { asArray, asObject, parseJson, type JsonObject } from './json';
import { createFrameParser } from './frameParser';

/** What a dialect knows about the JSON objects of one answer. Holds the state of that answer. */
export interface FrameReader {
  /** `event`: the frame's name, where the framing has one. Errors in the usual places are found without it. */
  read(frame: JsonObject, event: string | null): StreamEvent[];
  /** What was held back and will not be continued. */
  end?(): StreamEvent[];
  /** The protocol has no terminator: a close of the connection ends the answer in good order. */
  readonly endsByClose?: boolean;
}

/** What the answers of all dialects have in common: JSON in frames, an error where one is said, and an end in good order. */
export class AnswerDecoder implements Decoder {
  private readonly context: ErrorContext;
  private readonly reader: FrameReader;
  /** A finish reason, an error or a terminator came, so a close of the connection is in order. */
  private isComplete = false;
  /** The terminator came: nothing after it belongs to the answer. */
  private hasEnded = false;
  private frames = 0;
  private readonly parse = createFrameParser();

  constructor(context: ErrorContext, reader: FrameReader) {
    this.context = context;
    this.reader = reader;
  }

  decode(frame: Frame): StreamEvent[] {
    const text = frame.data.trim();
    if (text === '' || this.hasEnded) return [];
    this.frames++;
    const events = this.eventsOf(text, frame.event);
    for (const { type } of events) {
      if (type === 'finish' || type === 'error' || type === 'end') this.isComplete = true;
      if (type === 'end') this.hasEnded = true;
    }
    return events;
  }

  end(): StreamEvent[] {
    if (this.hasEnded) return [];
    const held = this.held();
    if (this.isComplete || (this.reader.endsByClose === true && this.frames > 0)) return held;
    this.isComplete = true;
    return [...held, { type: 'error', error: this.frames === 0 ? this.nothingCame() : this.brokeOff() }];
  }

  private eventsOf(text: string, event: string | null): StreamEvent[] {
    if (text.startsWith('[DONE]')) return [...this.held(), { type: 'end' }];
    const frame = asObject(this.parse(text));
    if (event === 'error')
      return [{ type: 'error', error: saidError(frame?.['error'] ?? frame ?? text, null, this.context) }];
    if (!frame)
      return [{ type: 'error', error: malformed(stated('sent an event that is no JSON object'), text, this.context) }];
    return readWithErrors(this.reader, frame, event, this.context);
  }

  private held(): StreamEvent[] {
    return this.reader.end?.() ?? [];
  }

  private nothingCame() {
    return malformed(stated('closed the connection without sending an event'), '', this.context);
  }

  private brokeOff() {
    return runError(
      'reset',
      `${this.context.url} closed the connection in mid-answer. What came before is kept. Run again; if it happens again, look into the server's log.`,
    );
  }
}

function readWithErrors(
  reader: FrameReader,
  frame: JsonObject,
  event: string | null,
  context: ErrorContext,
): StreamEvent[] {
  const error = errorInside(frame, context);
  const events = reader.read(frame, event);
  return error && !events.some(({ type }) => type === 'error') ? [...events, { type: 'error', error }] : events;
}

/** An answer that came as one body, read as a single frame. `isAnswer` tells an answer from any other JSON. */
export function decodeWhole(
  body: string,
  context: ErrorContext,
  reader: FrameReader,
  isAnswer: (answer: JsonObject) => boolean,
): StreamEvent[] {
  const parsed = parseJson(body);
  const answer = asObject(parsed) ?? asObject(asArray(parsed)[0]);
  if (!answer)
    return [{ type: 'error', error: malformed(stated('answered with something that is no JSON'), body, context) }];
  const events = readWithErrors(reader, answer, null, context);
  if (events.some(({ type }) => type === 'error')) return events;
  if (!isAnswer(answer))
    return [
      { type: 'error', error: malformed(stated('answered with JSON that is no answer of a model'), body, context) },
    ];
  const last = events.at(-1)?.type === 'end' ? [] : [...(reader.end?.() ?? []), { type: 'end' } as const];
  return [...events, ...last];
}
