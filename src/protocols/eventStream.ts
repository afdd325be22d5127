import { createParser } from 'eventsource-parser';
import type { Frame, TextFrameStream } from './dialect';
import { MAX_PENDING_CHARACTERS, tooLarge } from './frameLimit';
import { createStrayJson } from './strayJson';

/** Server-sent events (HTML standard, section 9.2). Comments and keep-alives are no frames. */
export function createEventStream(maxPendingCharacters = MAX_PENDING_CHARACTERS): TextFrameStream {
  let frames: Frame[] = [];
  let isTooLarge = false;
  /** Only the very first character of a stream can be a byte order mark. */
  let atStart = true;
  const strayLine = createStrayJson();
  const parser = createParser({
    maxBufferSize: maxPendingCharacters,
    onEvent: ({ event, data }) => frames.push({ event: event ?? null, data }),
    onError: ({ type, field, value, line }) => {
      if (type === 'max-buffer-size-exceeded') isTooLarge = true;
      // Older builds of llama.cpp send `error: {…}` as a line of its own.
      else if (field === 'error') frames.push({ event: 'error', data: value ?? '' });
      else frames.push(...strayLine(line ?? ''));
    },
  });
  const push = (text: string): Frame[] => {
    if (text === '') return [];
    parser.feed(atStart && text.startsWith('\uFEFF') ? text.slice(1) : text);
    atStart = false;
    if (isTooLarge) throw tooLarge('an event', maxPendingCharacters);
    const complete = frames;
    frames = [];
    return complete;
  };
  return { push, end: () => push('\n\n') };
}
