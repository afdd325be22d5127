import { createParser } from 'eventsource-parser';
import { RunFailure, runError } from '../core/runError';
import type { Frame } from './dialect';

/** Most characters that may be held while an event is not complete. A line of 16 Mi characters is no event of an answer. */
const MAX_PENDING_CHARACTERS = 16 * 1024 * 1024;

/** Text in, frames out, synchronously, so that the caller can stamp every frame with the read that completed it. */
export interface EventStream {
  /** Throws `RunFailure` of kind `too-large` when an event outgrows the limit; nothing may be pushed after that. */
  push(text: string): Frame[];
  /** The connection closed: the last event may lack its blank line. */
  end(): Frame[];
}

/** Server-sent events (HTML standard, section 9.2). Comments and keep-alives are no frames. */
export function createEventStream(maxPendingCharacters = MAX_PENDING_CHARACTERS): EventStream {
  let frames: Frame[] = [];
  let tooLarge = false;
  /** Only the very first character of a stream can be a byte order mark. */
  let atStart = true;
  const parser = createParser({
    maxBufferSize: maxPendingCharacters,
    onEvent: ({ event, data }) => frames.push({ event: event ?? null, data }),
    onError: ({ type, field, value }) => {
      if (type === 'max-buffer-size-exceeded') tooLarge = true;
      // Older builds of llama.cpp send `error: {…}` as a line of its own.
      if (field === 'error') frames.push({ event: 'error', data: value ?? '' });
    },
  });
  const push = (text: string): Frame[] => {
    if (text === '') return [];
    parser.feed(atStart && text.startsWith('\uFEFF') ? text.slice(1) : text);
    atStart = false;
    if (tooLarge) throw new RunFailure(tooLargeError(maxPendingCharacters));
    const complete = frames;
    frames = [];
    return complete;
  };
  return { push, end: () => push('\n\n') };
}

const tooLargeError = (limit: number) =>
  runError(
    'too-large',
    `The answer holds an event of more than ${limit} characters, which no stream of an answer has. Check that the URL is that of a model server.`,
  );
