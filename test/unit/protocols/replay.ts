import type { StreamEvent } from '../../../src/core/streamEvent';
import type { Dialect, ErrorContext } from '../../../src/protocols/dialect';
import { createFrameStream } from '../../../src/protocols/frameStream';
import { openaiChat } from '../../../src/protocols/openaiChat';

export const CONTEXT: ErrorContext = {
  protocol: 'openai-chat',
  url: 'http://127.0.0.1:8000/v1/chat/completions',
  model: 'm',
  secrets: ['key-of-the-user'],
};

/** An event stream of one `data:` line per value. */
export const sse = (...values: (object | string)[]): string =>
  values.map((value) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`).join('');

/** One JSON value a line. */
export const jsonLines = (...values: object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** An event stream whose events are named by the type of their data. */
export const namedSse = (...values: ({ type: string } & Record<string, unknown>)[]): string =>
  values.map((value) => `event: ${value.type}\n${sse(value)}`).join('');

/** A frame with the delta of choice 0, and what stands beside it. */
export const delta = (value: object, rest: object = {}): object => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: value, finish_reason: null }],
  ...rest,
});

export const finish = (reason: string, rest: object = {}): object => ({
  choices: [{ index: 0, delta: {}, finish_reason: reason }],
  ...rest,
});

/** Events of a stream that comes in the given pieces of bytes. */
export function replay(pieces: readonly Uint8Array[], dialect: Dialect = openaiChat): StreamEvent[] {
  const stream = createFrameStream(dialect.framing, new TextDecoder());
  const decoder = dialect.createDecoder(CONTEXT);
  const frames = pieces.flatMap((piece) => stream.push(piece));
  frames.push(...stream.end());
  return [...frames.flatMap((frame) => decoder.decode(frame)), ...decoder.end()];
}

export const eventsOf = (text: string, dialect: Dialect = openaiChat): StreamEvent[] =>
  replay([new TextEncoder().encode(text)], dialect);

/** Events in short: `answer "Hi" 1`, `finish stop`. */
export const brief = (events: readonly StreamEvent[]): string[] =>
  events.map((event) => {
    if (event.type === 'text') return `${event.channel} ${JSON.stringify(event.text)} ${event.tokens ?? '-'}`;
    if (event.type === 'finish') return `finish ${event.reason}`;
    if (event.type === 'error') return `error ${event.error.kind}`;
    if (event.type === 'progress') return `${event.progress.phase} ${event.progress.processed}/${event.progress.total}`;
    return event.type === 'model' ? `model ${event.model}` : event.type;
  });
