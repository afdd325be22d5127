import type { Framing } from '../../protocols/dialect';

/** What a body is: a stream of events, one JSON text, or something else (a web page, plain words). */
export type BodyForm = 'stream' | 'json' | 'page';

/** The beginnings that a line of an event stream may have; everything else is no stream, whatever its content type says. */
const streamBegin = /^(?:data|event|id|retry)?:/;
const mayBecomeStream = /^[a-z]{1,5}$/;

/** A content type that promises one JSON value a line. */
export const isLinesType = (contentType: string): boolean =>
  /\b(?:x-)?(?:ndjson|jsonl|json-?lines|json-seq)\b/i.test(contentType);

/**
 * Tells from its first characters what a body is; `null` while that is open. The content type alone will not do: errors come as
 * JSON under `text/event-stream`, streams under `text/plain`, and login pages under anything.
 */
export function sniffBody(text: string, contentType: string, framing: Framing): BodyForm | null {
  const begin = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 16);
  if (begin === '') return null;
  // Lines of JSON come under the type of a single JSON text too.
  if (framing === 'json-lines' && begin.startsWith('{')) return 'stream';
  if (begin.startsWith('{') || begin.startsWith('[')) return 'json';
  if (begin.startsWith('<')) return 'page';
  if (framing === 'json-lines') return 'page';
  if (framing === 'aws-event-stream') return begin.startsWith('\0') ? 'stream' : 'page';
  if (streamBegin.test(begin) || contentType.includes('event-stream')) return 'stream';
  return mayBecomeStream.test(begin) ? null : 'page';
}
