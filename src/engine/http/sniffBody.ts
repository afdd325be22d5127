/** What a body is: a stream of events, one JSON text, or something else (a web page, plain words). */
export type BodyForm = 'stream' | 'json' | 'page';

/** The beginnings that a line of an event stream may have; everything else is no stream, whatever its content type says. */
const streamBegin = /^(?:data|event|id|retry)?:/;
const mayBecomeStream = /^[a-z]{1,5}$/;

/**
 * Tells from its first characters what a body is; `null` while that is open. The content type alone will not do: errors come as
 * JSON under `text/event-stream`, streams under `text/plain`, and login pages under anything.
 */
export function sniffBody(text: string, contentType: string): BodyForm | null {
  const begin = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 16);
  if (begin === '') return null;
  if (begin.startsWith('{') || begin.startsWith('[')) return 'json';
  if (begin.startsWith('<')) return 'page';
  if (streamBegin.test(begin) || contentType.includes('event-stream')) return 'stream';
  return mayBecomeStream.test(begin) ? null : 'page';
}
